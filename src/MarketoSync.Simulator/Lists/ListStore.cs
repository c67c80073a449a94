namespace MarketoSync.Simulator;

/// <summary>The members of one static list. To be used under the subscription's gate.</summary>
internal sealed class ListStore(ObjectLedger ledger)
{
    public ObjectLedger Ledger => ledger;

    /// <summary>Ids of leads.</summary>
    public SortedSet<long> Members { get; } = [];
}
