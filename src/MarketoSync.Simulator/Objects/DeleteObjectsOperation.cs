namespace MarketoSync.Simulator;

/// <summary>One delete call.</summary>
internal sealed class DeleteObjectsOperation(long number, Subscription data, ObjectStore store, bool byId, SentObject[] records)
    : ObjectOperation(number, data, store, byId, records)
{
    protected override Outcome ApplyOne(int index, DateTimeOffset now)
    {
        var sent = Sent(index);
        if (sent.Error.Code is not null) return Outcome.Skipped(sent.Error);
        if (Find(sent.Key!) is not { } record) return Outcome.Skipped("1013", Store.Schema.Type.NotFound);
        if (Store.Schema.Type.RefusesDeleteInUse && Data.IsInUse(Store, record)) return Outcome.Skipped("1022", "Object in use");
        Store.Delete(record);
        return Outcome.Of(LedgerEffect.Deleted, record.Id);
    }
}
