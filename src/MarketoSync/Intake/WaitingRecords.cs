using System.Diagnostics.CodeAnalysis;

namespace MarketoSync.Intake;

/// <summary>
/// The records that are stored later than they came, by key. A key is held until the batch of the record before is
/// <paramref name="spread"/> batches back. But one with more records than there are batches still to come for all that waits is pressing:
/// it would make more batches necessary, and is to be served in every one.
/// </summary>
/// <param name="perBatch">Records that a batch may hold, or zero if no key is to be pressing, since a batch more costs less than batches that have to follow each other.</param>
internal sealed class WaitingRecords(int spread, int perBatch)
{
    // What a record costs in memory besides its text.
    private const int Overhead = 128;

    private readonly Dictionary<ulong, WaitingKey> _keys = [];
    private readonly KeysByCount _several = new();
    private readonly HeldKeys _held = new(spread - 1);
    private readonly List<WaitingKey> _served = [];
    private long _batch;

    /// <summary>Records that wait.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes in memory.</summary>
    public long Bytes { get; private set; }

    public bool Any => _keys.Count > 0;

    public bool Has(ulong key) => _keys.Count > 0 && _keys.ContainsKey(key);

    /// <summary>Adds a record behind those of its key.</summary>
    /// <param name="batch">The batch of the record before, if none of the key waits yet: the open one or one shortly before.</param>
    public void Add(ulong hash, WaitingRecord record, long batch)
    {
        Bytes += record.Text.Length + Overhead;
        Count++;
        if (_keys.TryGetValue(hash, out var key))
        {
            // Its place depends on how many records it has.
            _several.Remove(key);
            key.Records.Enqueue(record);
            if (!key.IsServed)
                _several.Add(key);
            return;
        }

        _keys.Add(hash, key = new WaitingKey(hash));
        key.Records.Enqueue(record);
        if (batch == _batch)
            Serve(key);
        else
            _held.Add(key, batch + spread);
    }

    /// <summary>A new batch is open.</summary>
    public void BeginBatch(long number)
    {
        ReleaseServed(from: _batch + spread);
        _batch = number;
        _held.BeginBatch(number);
    }

    /// <summary>Lets the keys of the open batch be served again, which ends it.</summary>
    public void ReleaseServed() => ReleaseServed(from: _batch);

    /// <summary>The key that presses most of those that have no record in the open batch yet.</summary>
    public bool TryPressing([NotNullWhen(true)] out WaitingKey? key)
    {
        // Without it in the open batch, the batches behind that would have to be as many as it has records.
        key = perBatch == 0 ? null : _several.Most;
        if (key is not null && key.Records.Count < (Count + perBatch - 1) / perBatch)
            key = null;
        return key is not null;
    }

    /// <summary>The key to serve next of those that should have a record in the open batch and have none yet.</summary>
    public bool TryNext([NotNullWhen(true)] out WaitingKey? key) => TryPressing(out key) || _held.TryDue(out key);

    /// <summary>The key to serve next of all that have no record in the open batch yet.</summary>
    public bool TryAny([NotNullWhen(true)] out WaitingKey? key) => TryPressing(out key) || _held.TryFirst(out key);

    /// <summary>Leaves a key for a later batch.</summary>
    public void PassOver(WaitingKey key)
    {
        Withdraw(key);
        Serve(key);
    }

    /// <summary>Takes the oldest record of a key, which is then served in the open batch.</summary>
    public WaitingRecord Take(WaitingKey key)
    {
        Withdraw(key);
        var record = key.Records.Dequeue();
        Bytes -= record.Text.Length + Overhead;
        Count--;
        if (key.Records.Count > 0)
            Serve(key);
        else
            _keys.Remove(key.Hash);
        return record;
    }

    private void Serve(WaitingKey key)
    {
        key.IsServed = true;
        _served.Add(key);
    }

    private void ReleaseServed(long from)
    {
        foreach (var key in _served)
        {
            key.IsServed = false;
            if (key.Records.Count > 1)
                _several.Add(key);
            _held.Add(key, from);
        }

        _served.Clear();
    }

    private void Withdraw(WaitingKey key)
    {
        _several.Remove(key);
        HeldKeys.Withdraw(key);
    }
}
