using System.Globalization;

namespace MarketoSync.Simulator;

/// <summary>
/// Leads by e-mail address that become members of a program. A member that is in or past the status keeps its own, as with the call
/// that sets a status; its other values are written.
/// </summary>
internal sealed class MemberRows(
    Subscription data, RowValues leadValues, RowValues memberValues, int email, ProgramMembers program, int step) : IImportRows
{
    private readonly LeadUpsert leads = new(data, leadValues, email, LeadSchema.Unknown);

    public void Enter(ImportFile file) => leads.Enter(file);

    public void Leave() => leads.Leave();

    public RowOutcome Write(DelimitedReader row, long call, int index, DateTimeOffset now)
    {
        leadValues.Read(row);
        memberValues.Read(row);
        var entry = leads.Write(row, memberValues.Failure, call, index, now);
        if (entry.Effect is LedgerEffect.Skipped) return new RowOutcome(entry.Code, null);
        var lead = entry.LeadId.ToString(CultureInfo.InvariantCulture);
        var effect = Write(entry.LeadId, lead, now);
        program.Store.Ledger.Add(entry with { LookupField = "leadId", Key = lead, Effect = effect });
        return new RowOutcome(null, leadValues.Warning ?? memberValues.Warning);
    }

    private LedgerEffect Write(long lead, string key, DateTimeOffset now)
    {
        var member = program.Find(key);
        var effect = member is null ? LedgerEffect.Created : LedgerEffect.Updated;
        if (member is null) member = program.Create(lead, step, now);
        else if (program.StepOf(member) < step) program.Move(member, step, now);
        ObjectStore.Update(member, memberValues.Values, now);
        return effect;
    }
}
