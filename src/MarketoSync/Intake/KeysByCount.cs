namespace MarketoSync.Intake;

/// <summary>
/// Keys by how many records of theirs wait. Many keys have few different numbers, so that only these are kept in order. A key has to be
/// removed before its number changes.
/// </summary>
internal sealed class KeysByCount
{
    private readonly Dictionary<int, LinkedList<WaitingKey>> _keys = [];
    private readonly SortedSet<int> _counts = [];

    /// <summary>One with the most records, the first that was added.</summary>
    public WaitingKey? Most => _counts.Count == 0 ? null : _keys[_counts.Max].First!.Value;

    public void Add(WaitingKey key)
    {
        var count = key.Records.Count;
        if (!_keys.TryGetValue(count, out var keys))
        {
            _keys.Add(count, keys = new());
            _counts.Add(count);
        }

        keys.AddLast(key.ByCount ??= new(key));
    }

    /// <summary>Removes a key if it is here.</summary>
    public void Remove(WaitingKey key)
    {
        if (key.ByCount?.List is not { } keys)
            return;
        keys.Remove(key.ByCount);
        if (keys.Count > 0)
            return;
        _keys.Remove(key.Records.Count);
        _counts.Remove(key.Records.Count);
    }
}
