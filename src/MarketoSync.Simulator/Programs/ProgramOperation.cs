using System.Globalization;
using System.Text.Json;

namespace MarketoSync.Simulator;

/// <summary>A call that does one thing with each of the members it carries. A skipped item does not tell its lead.</summary>
internal sealed class ProgramOperation(long number, Subscription data, ProgramMembers program, SentObject[] members, MemberChange change)
    : RecordOperation(
        data, program.Store.Ledger, number, members.Length,
        members.Select(member => member.Key).OfType<string>().ToHashSet(StringComparer.Ordinal))
{
    protected override Outcome ApplyOne(int index, DateTimeOffset now)
    {
        if (members[index].Error.Code is not null) return Outcome.Skipped(members[index].Error);
        var outcome = change(program, members[index], now);
        return outcome.IsSkipped ? outcome : outcome with { LeadId = long.Parse(members[index].Key!, CultureInfo.InvariantCulture) };
    }

    protected override (string Field, string Key) KeyOf(int index) => ("leadId", members[index].Key ?? "");

    protected override void WriteIdentity(Utf8JsonWriter writer, int index, in Outcome outcome)
    {
        writer.WriteNumber("seq"u8, index);
        if (outcome.LeadId != 0) writer.WriteNumber("leadId"u8, outcome.LeadId);
    }
}
