namespace MarketoSync.Intake;

/// <summary>
/// A few checked records on their way to <see cref="SendOrder"/>, which is told their keys before the first of them: the keys are all
/// over a large memory, and to fetch them together takes a fraction of the time.
/// </summary>
internal sealed class RecordsAtHand(SendOrder order)
{
    private const int Most = 32;

    // Small enough to stay in the processor's nearest cache.
    private readonly byte[] _texts = new byte[16 * 1024];
    private readonly ulong[] _keys = new ulong[Most];
    private readonly (uint Record, uint Line, int End)[] _records = new (uint, uint, int)[Most];
    private int _count;
    private int _length;

    public void Add(ulong key, uint record, uint line, ReadOnlySpan<byte> text)
    {
        if (_count == Most || text.Length > _texts.Length - _length)
            PassOn();
        if (text.Length > _texts.Length)
        {
            order.Add(key, record, line, text);
            return;
        }

        text.CopyTo(_texts.AsSpan(_length));
        _length += text.Length;
        _keys[_count] = key;
        _records[_count++] = (record, line, _length);
    }

    /// <summary>Passes on the records, in the order in which they came.</summary>
    public void PassOn()
    {
        order.Expect(_keys.AsSpan(0, _count));
        var start = 0;
        for (var i = 0; i < _count; i++)
        {
            var (record, line, end) = _records[i];
            order.Add(_keys[i], record, line, _texts.AsSpan(start..end));
            start = end;
        }

        _count = 0;
        _length = 0;
    }
}
