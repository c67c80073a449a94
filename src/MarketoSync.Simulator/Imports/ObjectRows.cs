namespace MarketoSync.Simulator;

/// <summary>Custom objects by their key fields. A row whose key is not whole fails with a text that Adobe's page prints.</summary>
internal sealed class ObjectRows(Subscription data, ObjectStore store, RowValues values) : IImportRows
{
    private readonly HashSet<string> written = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> entered = new(StringComparer.OrdinalIgnoreCase);

    public void Enter(ImportFile file)
    {
        var rows = file.Open();
        while (rows.Read())
        {
            values.Read(rows);
            if (ObjectKey.Of(store.Schema, values.Values) is { } key) entered.Add(ObjectKey.Shown(key));
        }
        store.Ledger.Enter(entered);
    }

    public void Leave()
    {
        store.Ledger.Leave(entered);
        entered.Clear();
    }

    public RowOutcome Write(DelimitedReader row, long call, int index, DateTimeOffset now)
    {
        values.Read(row);
        var key = ObjectKey.Of(store.Schema, values.Values);
        var record = key is null ? null : store.FindByKey(key);
        var isKeyWrong = values.FailedField is { } field && store.Schema.Key.Contains(field);
        var failure = key is null && !isKeyWrong
            ? "missing.dedupe.fields"
            : values.Failure ?? ObjectRules.Refusal(data, store.Schema, values.Values, record).Message;
        var entry = new LedgerEntry(
            call, index, store.Schema.KeyName, ObjectKey.Shown(key ?? ""), LedgerEffect.Skipped, failure, 0, now);
        if (failure is null)
        {
            if (!written.Add(key!)) store.Ledger.CountKeyTwiceInOneCall();
            entry = entry with { Effect = record is null ? LedgerEffect.Created : LedgerEffect.Updated };
            if (record is null) record = store.Create(key!, values.Values, now);
            else ObjectStore.Update(record, values.Values, now);
            entry = entry with { ObjectId = record.Id };
        }
        store.Ledger.Add(entry);
        return new RowOutcome(failure, failure is null ? values.Warning : null);
    }
}
