namespace MarketoSync.Simulator;

/// <summary>
/// What the simulator truly did to the records of one object, one list, one program, or with activities. What a test added itself is
/// not in it. Keys compare without regard to case. Safe to use while calls are running.
/// </summary>
public sealed class ObjectLedger
{
    private const int MaxOverlappingKeys = 1000;

    private readonly Lock gate = new();
    private readonly bool keep;
    private readonly List<LedgerEntry> entries = [];
    private readonly Dictionary<string, List<int>> byKey = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> overlappingKeys = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int> inFlight = new(StringComparer.OrdinalIgnoreCase);
    private int indexed;
    private LedgerTotals totals = LedgerTotals.None;

    internal ObjectLedger(string name, bool keep) => (Name, this.keep) = (name, keep);

    /// <summary>What <see cref="Ledger.Of"/> knows it by.</summary>
    public string Name { get; }

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

    /// <summary>The effects on one key, in the order applied.</summary>
    public IReadOnlyList<LedgerEntry> ByKey(string key)
    {
        lock (gate)
        {
            Index();
            return byKey.TryGetValue(key, out var found) ? [.. found.Select(place => entries[place])] : [];
        }
    }

    /// <summary>How often each effect met one key.</summary>
    public EffectCounts CountsOf(string key) => EffectCounts.Of(ByKey(key));

    /// <summary>How often each effect met each key that was ever sent; a copy. Empty where no ledger is kept.</summary>
    public IReadOnlyDictionary<string, EffectCounts> Counts()
    {
        lock (gate)
        {
            Index();
            return byKey.ToDictionary(
                pair => pair.Key, pair => EffectCounts.Of(pair.Value.Select(place => entries[place])), StringComparer.OrdinalIgnoreCase);
        }
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
            totals = totals.With(entry.Effect);
            if (keep) entries.Add(entry);
        }
    }

    /// <summary>Marks the keys of a call as being written, and counts those that another call is writing already.</summary>
    internal void Enter(IReadOnlySet<string> keys)
    {
        lock (gate)
        {
            foreach (var key in keys)
            {
                inFlight.TryGetValue(key, out var writers);
                inFlight[key] = writers + 1;
                if (writers > 0) AddOverlap(key);
            }
        }
    }

    internal void Leave(IReadOnlySet<string> keys)
    {
        lock (gate)
            foreach (var key in keys)
                if (--inFlight[key] == 0)
                    inFlight.Remove(key);
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
            AddOverlap(key);
    }

    internal void Clear()
    {
        lock (gate)
        {
            entries.Clear();
            byKey.Clear();
            overlappingKeys.Clear();
            indexed = 0;
            totals = LedgerTotals.None;
        }
    }

    private void Index()
    {
        for (; indexed < entries.Count; indexed++)
        {
            if (!byKey.TryGetValue(entries[indexed].Key, out var places))
                byKey.Add(entries[indexed].Key, places = []);
            places.Add(indexed);
        }
    }

    private void AddOverlap(string key)
    {
        totals = totals with { OverlappingWrites = totals.OverlappingWrites + 1 };
        Remember(key);
    }

    private void Remember(string key)
    {
        if (overlappingKeys.Count < MaxOverlappingKeys) overlappingKeys.Add(key);
    }
}
