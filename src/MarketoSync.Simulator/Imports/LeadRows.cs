using System.Globalization;

namespace MarketoSync.Simulator;

/// <summary>Leads by a lookup field, which go into a list where the upload names one.</summary>
/// <param name="idColumn">The column of ids where those are the lookup field; below 0 for none.</param>
internal sealed class LeadRows(Subscription data, RowValues values, int lookupField, int idColumn, ListStore? list) : IImportRows
{
    private readonly LeadUpsert leads = new(data, values, lookupField, idColumn);

    public void Enter(ImportFile file) => leads.Enter(file);

    public void Leave() => leads.Leave();

    public RowOutcome Write(DelimitedReader row, long call, int index, DateTimeOffset now)
    {
        values.Read(row);
        var entry = leads.Write(row, null, call, index, now);
        if (entry.Effect is LedgerEffect.Skipped) return new RowOutcome(entry.Code, null);
        if (list is not null)
        {
            list.Members.Add(entry.LeadId);
            var id = entry.LeadId.ToString(CultureInfo.InvariantCulture);
            list.Ledger.Add(entry with { LookupField = "id", Key = id, Effect = LedgerEffect.Added });
        }
        return new RowOutcome(null, values.Warning);
    }
}
