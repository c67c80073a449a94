namespace MarketoSync.Simulator;

/// <summary>
/// What the simulator truly did, for holding a report against it. The members of this class tell of leads; <see cref="Of"/> gives the
/// same for every object. Safe to use while calls are running.
/// </summary>
public sealed class Ledger
{
    private readonly LeadStore store;
    private readonly bool keep;
    private readonly Dictionary<string, ObjectLedger> objects = new(StringComparer.Ordinal);

    internal Ledger(LeadStore store, bool keep)
    {
        (this.store, this.keep) = (store, keep);
        Leads = Open("leads");
    }

    /// <summary>What there is a ledger of, in order of their names.</summary>
    public IReadOnlyList<string> Objects => [.. objects.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Counts over all that was done with leads.</summary>
    public LedgerTotals Totals => Leads.Totals;

    /// <summary>Every effect on leads in the order applied; a copy. Empty where no ledger is kept.</summary>
    public IReadOnlyList<LedgerEntry> Entries => Leads.Entries;

    /// <summary>Keys of leads that two calls were writing at the same time; at most the first thousand.</summary>
    public IReadOnlyCollection<string> OverlappingKeys => Leads.OverlappingKeys;

    public bool AnyKeyWrittenByOverlappingCalls => Totals.OverlappingWrites > 0;

    internal ObjectLedger Leads { get; }

    /// <summary>The ledger of one object.</summary>
    /// <param name="name">
    /// The object's path below <c>/rest/v1/</c>: <c>leads</c>, <c>companies</c>, <c>opportunities/roles</c>, <c>customobjects/car_c</c>,
    /// <c>lists/1001</c>, <c>programs/2001/members</c>; <c>activities</c> for custom activities.
    /// </param>
    /// <exception cref="ArgumentException">There is no such object.</exception>
    public ObjectLedger Of(string name) =>
        objects.TryGetValue(name, out var found) ? found : throw new ArgumentException($"There is no ledger of '{name}'.", nameof(name));

    /// <summary>The effects on one key of leads, in the order applied.</summary>
    public IReadOnlyList<LedgerEntry> ByKey(string key) => Leads.ByKey(key);

    /// <summary>Ids of the leads that have this key now, those added by a test among them.</summary>
    /// <exception cref="ArgumentException">There is no such field.</exception>
    public IReadOnlyList<long> LeadsByKey(string lookupField, string key)
    {
        var field = Field(lookupField);
        lock (store.Gate)
            return [.. store.All(field, LeadKey.Of(key)).Select(LeadStore.IdOf)];
    }

    /// <summary>How many keys of this field several leads share now.</summary>
    /// <exception cref="ArgumentException">There is no such field.</exception>
    public int KeysSharedByLeads(string lookupField)
    {
        var field = Field(lookupField);
        lock (store.Gate)
            return store.SharedKeys(field);
    }

    /// <summary>Starts the ledger of one more object. Only while the simulator is being built.</summary>
    internal ObjectLedger Open(string name)
    {
        var ledger = new ObjectLedger(name, keep);
        objects.Add(name, ledger);
        return ledger;
    }

    internal void Clear()
    {
        foreach (var ledger in objects.Values)
            ledger.Clear();
    }

    private int Field(string name) =>
        store.Schema.Find(name) is >= 0 and var field ? field : throw new ArgumentException($"There is no lead field '{name}'.", nameof(name));
}
