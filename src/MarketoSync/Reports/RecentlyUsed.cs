namespace MarketoSync.Reports;

/// <summary>Keeps what was used last, up to a number of bytes; the newest stays whatever its size.</summary>
internal sealed class RecentlyUsed<T>(long maxBytes)
    where T : class
{
    private readonly Dictionary<long, LinkedListNode<Entry>> _entries = [];
    private readonly LinkedList<Entry> _newestFirst = [];
    private long _bytes;

    public T? Find(long key)
    {
        if (!_entries.TryGetValue(key, out var node)) return null;

        if (node != _newestFirst.First)
        {
            _newestFirst.Remove(node);
            _newestFirst.AddFirst(node);
        }

        return node.Value.Value;
    }

    public T Add(long key, T value, long bytes)
    {
        _entries.Add(key, _newestFirst.AddFirst(new Entry(key, value, bytes)));
        _bytes += bytes;
        while (_bytes > maxBytes && _newestFirst.Count > 1)
        {
            var oldest = _newestFirst.Last!.Value;
            _newestFirst.RemoveLast();
            _entries.Remove(oldest.Key);
            _bytes -= oldest.Bytes;
        }

        return value;
    }

    private sealed record Entry(long Key, T Value, long Bytes);
}
