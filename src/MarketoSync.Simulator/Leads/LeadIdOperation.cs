using System.Text.Json;

namespace MarketoSync.Simulator;

/// <summary>A call that does one thing with each of the leads whose ids it carries. Every item of its answer tells the id.</summary>
/// <param name="apply">What it does, under the subscription's gate. Only for ids of leads that are there; others are skipped with 1004.</param>
internal sealed class LeadIdOperation(
    long number, Subscription data, ObjectLedger ledger, SentLeadId[] leads, Func<long, Outcome> apply)
    : RecordOperation(
        data, ledger, number, leads.Length, leads.Select(lead => lead.Text).Where(text => text.Length > 0).ToHashSet(StringComparer.Ordinal))
{
    protected override Outcome ApplyOne(int index, DateTimeOffset now) =>
        leads[index].Error.Code is not null ? Outcome.Skipped(leads[index].Error)
        : Data.HasLead(leads[index].Id) ? apply(leads[index].Id)
        : Outcome.Skipped("1004", "Lead not found");

    protected override (string Field, string Key) KeyOf(int index) => ("id", leads[index].Text);

    protected override void WriteIdentity(Utf8JsonWriter writer, int index, in Outcome outcome)
    {
        if (leads[index].Id != 0) writer.WriteNumber("id"u8, leads[index].Id);
    }
}
