using MarketoSync.Batching;
using MarketoSync.Importing;
using MarketoSync.Records;

namespace MarketoSync.Intake;

/// <summary>
/// Puts records in the order in which they are sent, so that batches cut from it are full, hold no key twice, and can be in flight
/// together. It follows the batches as the plan will cut them: a batch ends before a record that does not fit, or whose key is in it.
/// A record whose key is in one of the last few batches waits, since its batch could not be sent before that one is settled.
/// The records of one key keep their order.
/// </summary>
/// <param name="rows">If batches are files: what rows take.</param>
internal sealed class SendOrder(BatchLimits limits, int waitingBytes, StoredRecordWriter output, ImportRows? rows = null)
{
    /// <summary>How many batches later a key comes again, where that costs no batch: as many as calls can be in flight.</summary>
    public const int Spread = 10;

    // Records that wait beyond this many spread no key further.
    private readonly int _enough = 8 * Spread * limits.MaxRecords;

    private readonly KeyTable _positions = new();
    private readonly WaitingRecords _waiting = new(Spread, rows is null ? limits.MaxRecords : 0);
    private readonly RecentBatches _recent = new(Spread);
    private uint _position;
    private long _batchBytes;

    /// <summary>Batches so far, with the open one.</summary>
    public long Batches => _recent.Count;

    public uint Stored => _position;

    /// <summary>Records that had to wait.</summary>
    public long Waited { get; private set; }

    /// <param name="key">The hash of its key, or <see cref="KeyHash.None"/>.</param>
    /// <param name="record">Its number in the input.</param>
    /// <param name="line">Its line in the source.</param>
    /// <param name="text">Its text on one line, no larger than a batch may be.</param>
    public void Add(ulong key, uint record, uint line, ReadOnlySpan<byte> text)
    {
        var previous = RecordIndexEntry.None;
        var waits = _waiting.Any && _waiting.Has(key);
        if (!waits && key != KeyHash.None)
        {
            previous = _positions.Advance(key, _position, fixedFrom: _recent.EarliestStart);
            waits = previous != RecordIndexEntry.None && previous >= _recent.EarliestStart;
        }

        if (waits)
        {
            Wait(key, previous, record, line, text);
            return;
        }

        var opens = OpenFor(previous, Size(record, text));
        Append(previous, record, line, text);
        if (opens)
            FillBatch();
    }

    /// <summary>Says that records of these keys come next.</summary>
    public void Expect(ReadOnlySpan<ulong> keys) => _positions.Fetch(keys);

    /// <summary>Stores what waits, or some of it: to be called until it says that no record waits any more.</summary>
    public bool StoreWaiting()
    {
        if (!_waiting.TryAny(out var key))
        {
            _waiting.ReleaseServed();
            if (!_waiting.TryAny(out key))
                return false;
        }

        StoreAndFill(key);
        return true;
    }

    private void Wait(ulong hash, uint previous, uint record, uint line, ReadOnlySpan<byte> text)
    {
        Waited++;
        _waiting.Add(hash, new WaitingRecord(record, line, text.ToArray()), _recent.NumberOf(previous));
        if (_waiting.TryPressing(out var next) || (_waiting.Count > _enough && _waiting.TryAny(out next)))
            StoreAndFill(next);
        while (_waiting.Bytes > waitingBytes)
            StoreWaiting();
    }

    private void StoreAndFill(WaitingKey key)
    {
        if (Store(key, _positions.Find(key.Hash)))
            FillBatch();
    }

    private void FillBatch()
    {
        while (_waiting.TryNext(out var key))
        {
            var previous = _positions.Find(key.Hash);
            if (!Fits(Size(key.Records.Peek())))
                return;
            if (IsInBatch(previous))
                _waiting.PassOver(key);
            else
                Store(key, previous);
        }
    }

    private bool Store(WaitingKey key, uint previous)
    {
        // First the batch, then the record: the key is served in the one that is open when it is taken.
        var opens = OpenFor(previous, Size(key.Records.Peek()));
        var record = _waiting.Take(key);
        _positions.Set(key.Hash, _position);
        Append(previous, record.Record, record.Line, record.Text);
        return opens;
    }

    /// <summary>Opens a batch for a record that cannot be in the open one, and says whether it did.</summary>
    private bool OpenFor(uint previous, long size)
    {
        if (_position > 0 && !IsInBatch(previous) && Fits(size))
            return false;
        _recent.Open(_position);
        _batchBytes = 0;
        _waiting.BeginBatch(_recent.Count);
        return true;
    }

    private void Append(uint previous, uint record, uint line, ReadOnlySpan<byte> text)
    {
        _batchBytes += Size(record, text) + 1;
        output.Write(record, line, previous, text);
        _position = checked(_position + 1);
    }

    /// <summary>
    /// What a record takes of a batch. Of a file it is a little more than that in the end, so that a file holds no less than a batch does here,
    /// and ends where one ends.
    /// </summary>
    private long Size(uint record, ReadOnlySpan<byte> text) => rows is null ? text.Length : rows.Measure(record, text);

    private long Size(WaitingRecord record) => Size(record.Record, record.Text);

    private bool IsInBatch(uint previous) => previous != RecordIndexEntry.None && previous >= _recent.Start;

    private bool Fits(long size) =>
        _position - _recent.Start < limits.MaxRecords && limits.BodyBytes(_batchBytes + size + 1) <= limits.MaxBytes;
}
