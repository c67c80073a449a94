using System.Diagnostics.CodeAnalysis;

namespace MarketoSync.Intake;

/// <summary>
/// The records whose key is in the open batch, by key. The key with the most of them is the first to be served:
/// that one decides how many batches are still to come.
/// </summary>
internal sealed class WaitingRecords
{
    // What a record costs in memory besides its text.
    private const int Overhead = 128;

    private readonly Dictionary<ulong, WaitingKey> _keys = [];
    private readonly SortedSet<WaitingKey> _ready = new(Comparer<WaitingKey>.Create(MostRecordsThenOldest));
    private readonly HashSet<WaitingKey> _served = [];
    private long _seen;

    /// <summary>Bytes in memory.</summary>
    public long Bytes { get; private set; }

    public bool Any => _keys.Count > 0;

    public bool Has(ulong key) => _keys.Count > 0 && _keys.ContainsKey(key);

    /// <summary>Adds a record behind those of its key. A key that is new here counts as served in the open batch.</summary>
    public void Add(ulong hash, WaitingRecord record)
    {
        if (!_keys.TryGetValue(hash, out var key))
        {
            _keys.Add(hash, key = new WaitingKey(hash, _seen++));
            _served.Add(key);
        }

        // Its place among the ready depends on how many records it has.
        var wasReady = !_served.Contains(key) && _ready.Remove(key);
        key.Records.Enqueue(record);
        if (wasReady)
            _ready.Add(key);
        Bytes += record.Text.Length + Overhead;
    }

    /// <summary>A new batch is open: every key may have a record in it.</summary>
    public void BeginBatch()
    {
        foreach (var key in _served)
            _ready.Add(key);
        _served.Clear();
    }

    /// <summary>The key to serve next of those that had no record in the open batch yet.</summary>
    public bool TryNext([NotNullWhen(true)] out WaitingKey? key)
    {
        key = _ready.Min;
        return key is not null;
    }

    /// <summary>Leaves a key for the next batch.</summary>
    public void PassOver(WaitingKey key)
    {
        _ready.Remove(key);
        _served.Add(key);
    }

    /// <summary>Takes the oldest record of a key, which is then served in the open batch.</summary>
    public WaitingRecord Take(WaitingKey key)
    {
        _ready.Remove(key);
        var record = key.Records.Dequeue();
        Bytes -= record.Text.Length + Overhead;
        if (key.Records.Count > 0)
            _served.Add(key);
        else
            _keys.Remove(key.Hash);
        return record;
    }

    private static int MostRecordsThenOldest(WaitingKey x, WaitingKey y)
    {
        var byCount = y.Records.Count.CompareTo(x.Records.Count);
        return byCount != 0 ? byCount : x.Since.CompareTo(y.Since);
    }
}
