namespace MarketoSync.Simulator;

/// <summary>
/// One sync call. Adobe names 1004 and 1005 for leads only; for other objects this is 1013 and 1017, whose texts speak of objects. A key
/// twice in one call is refused for companies (1036); elsewhere the later record finds what the earlier one wrote, and the ledger counts it.
/// </summary>
internal sealed class SyncObjectsOperation(
    long number, Subscription data, ObjectStore store, SyncAction action, bool byId, SentObject[] records)
    : ObjectOperation(number, data, store, byId, records)
{
    private readonly HashSet<string> met = new(StringComparer.OrdinalIgnoreCase);

    protected override Outcome ApplyOne(int index, DateTimeOffset now)
    {
        var sent = Sent(index);
        if (sent.Error.Code is not null) return Outcome.Skipped(sent.Error);
        if (!met.Add(sent.Key!))
        {
            if (Store.Schema.Type.RefusesKeyTwice) return Outcome.Skipped("1036", "Duplicate object found in input");
            Store.Ledger.CountKeyTwiceInOneCall();
        }
        var record = Find(sent.Key!);
        if (record is null && action is SyncAction.UpdateOnly) return Outcome.Skipped("1013", Store.Schema.Type.NotFound);
        if (record is not null && action is SyncAction.CreateOnly) return Outcome.Skipped("1017", "Object already exists");
        var refusal = ObjectRules.Refusal(Data, Store.Schema, sent.Values, record);
        if (refusal.Code is not null) return Outcome.Skipped(refusal);
        if (record is null) return Outcome.Of(LedgerEffect.Created, Store.Create(sent.Key!, sent.Values, now).Id);
        ObjectStore.Update(record, sent.Values, now);
        return Outcome.Of(LedgerEffect.Updated, record.Id);
    }
}
