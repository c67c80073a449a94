namespace MarketoSync.Simulator;

/// <summary>
/// What the simulator truly did, for holding a report against it. Leads added by a test are not in it. Keys compare without
/// regard to case. Safe to use while calls are running.
/// </summary>
public sealed class Ledger
{
    private readonly Lock gate = new();
    private readonly LeadStore store;
    private readonly bool keep;
    private readonly List<LedgerEntry> entries = [];
    private readonly Dictionary<string, List<int>> byKey = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> overlappingKeys = new(StringComparer.OrdinalIgnoreCase);
    private int indexed;
    private LedgerTotals totals = new(0, 0, 0, 0, 0, 0);

    internal Ledger(LeadStore store, bool keep) => (this.store, this.keep) = (store, keep);

    public LedgerTotals Totals
    {
        get
        {
            lock (gate)
                return totals;
        }
    }

    /// <summary>Every effect in the order applied; a copy. Empty where no ledger is kept.</summary>
    public IReadOnlyList<LedgerEntry> Entries
    {
        get
        {
            lock (gate)
                return [.. entries];
        }
    }

    /// <summary>Keys that two calls were writing at the same time; at most the first thousand.</summary>
    public IReadOnlyCollection<string> OverlappingKeys
    {
        get
        {
            lock (gate)
                return [.. overlappingKeys];
        }
    }

    public bool AnyKeyWrittenByOverlappingCalls => Totals.OverlappingWrites > 0;

    /// <summary>The effects on one key, in the order applied.</summary>
    public IReadOnlyList<LedgerEntry> ByKey(string key)
    {
        lock (gate)
        {
            for (; indexed < entries.Count; indexed++)
            {
                if (!byKey.TryGetValue(entries[indexed].Key, out var places))
                    byKey.Add(entries[indexed].Key, places = []);
                places.Add(indexed);
            }
            return byKey.TryGetValue(key, out var found) ? [.. found.Select(place => entries[place])] : [];
        }
    }

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

    /// <summary>A page of <see cref="Entries"/>, so that millions can be streamed without one copy of all.</summary>
    internal IReadOnlyList<LedgerEntry> Page(int from, int count)
    {
        lock (gate)
            return from >= entries.Count ? [] : entries.GetRange(from, Math.Min(count, entries.Count - from));
    }

    internal void Add(in LedgerEntry entry)
    {
        lock (gate)
        {
            totals = entry.Effect switch
            {
                LedgerEffect.Created => totals with { Created = totals.Created + 1 },
                LedgerEffect.Updated => totals with { Updated = totals.Updated + 1 },
                _ => totals with { Skipped = totals.Skipped + 1 },
            };
            if (keep) entries.Add(entry);
        }
    }

    internal void CountDuplicateByOverlap(string key)
    {
        lock (gate)
        {
            totals = totals with { DuplicatesByOverlap = totals.DuplicatesByOverlap + 1 };
            Remember(key);
        }
    }

    internal void CountKeyTwiceInOneCall()
    {
        lock (gate)
            totals = totals with { KeysTwiceInOneCall = totals.KeysTwiceInOneCall + 1 };
    }

    internal void CountOverlap(string key)
    {
        lock (gate)
        {
            totals = totals with { OverlappingWrites = totals.OverlappingWrites + 1 };
            Remember(key);
        }
    }

    internal void Clear()
    {
        lock (gate)
        {
            entries.Clear();
            byKey.Clear();
            overlappingKeys.Clear();
            indexed = 0;
            totals = new LedgerTotals(0, 0, 0, 0, 0, 0);
        }
    }

    private void Remember(string key)
    {
        if (overlappingKeys.Count < 1000) overlappingKeys.Add(key);
    }

    private int Field(string name) =>
        store.Schema.Find(name) is >= 0 and var field ? field : throw new ArgumentException($"There is no lead field '{name}'.", nameof(name));
}
