using System.Diagnostics.CodeAnalysis;

namespace MarketoSync.Intake;

/// <summary>
/// The records that are stored later than they came, by key. A key with one of them is held until the batch of the record before is
/// <paramref name="spread"/> batches back, which costs no batch. One with several is to be served in every batch, that with the most
/// first: it decides how many batches are still to come.
/// </summary>
internal sealed class WaitingRecords(int spread)
{
    // What a record costs in memory besides its text.
    private const int Overhead = 128;

    private readonly Dictionary<ulong, WaitingKey> _keys = [];
    private readonly SortedSet<WaitingKey> _several = new(Comparer<WaitingKey>.Create(MostRecordsThenOldest));
    private readonly HeldKeys _held = new(spread - 1);
    private readonly List<WaitingKey> _served = [];
    private long _batch;
    private long _seen;

    /// <summary>Bytes in memory.</summary>
    public long Bytes { get; private set; }

    public bool Any => _keys.Count > 0;

    public bool Has(ulong key) => _keys.Count > 0 && _keys.ContainsKey(key);

    /// <summary>Adds a record behind those of its key.</summary>
    /// <param name="batch">The batch of the record before, if none of the key waits yet: the open one or one shortly before.</param>
    public WaitingKey Add(ulong hash, WaitingRecord record, long batch)
    {
        Bytes += record.Text.Length + Overhead;
        if (_keys.TryGetValue(hash, out var key))
        {
            // Its place depends on how many records it has.
            if (!key.IsServed)
                Withdraw(key);
            key.Records.Enqueue(record);
            if (!key.IsServed)
                _several.Add(key);
            return key;
        }

        _keys.Add(hash, key = new WaitingKey(hash, _seen++));
        key.Records.Enqueue(record);
        if (batch == _batch)
            Serve(key);
        else
            _held.Add(key, batch + spread);
        return key;
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

    /// <summary>The key to serve next of those that should have a record in the open batch and have none yet.</summary>
    public bool TryNext([NotNullWhen(true)] out WaitingKey? key)
    {
        key = _several.Min;
        return key is not null || _held.TryDue(out key);
    }

    /// <summary>The key to serve next of all that have no record in the open batch yet.</summary>
    public bool TryAny([NotNullWhen(true)] out WaitingKey? key)
    {
        key = _several.Min;
        return key is not null || _held.TryFirst(out key);
    }

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
            else
                _held.Add(key, from);
        }

        _served.Clear();
    }

    private void Withdraw(WaitingKey key)
    {
        if (key.Records.Count > 1)
            _several.Remove(key);
        else
            HeldKeys.Withdraw(key);
    }

    private static int MostRecordsThenOldest(WaitingKey x, WaitingKey y)
    {
        var byCount = y.Records.Count.CompareTo(x.Records.Count);
        return byCount != 0 ? byCount : x.Since.CompareTo(y.Since);
    }
}
