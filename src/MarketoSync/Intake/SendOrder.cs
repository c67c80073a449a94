using MarketoSync.Batching;
using MarketoSync.Records;

namespace MarketoSync.Intake;

/// <summary>
/// Puts records in the order in which they are sent, so that batches cut from it are full and hold no key twice.
/// It follows the batches as the plan will cut them: a batch ends before a record that does not fit, or whose key
/// is in it. A record whose key is in the open batch waits, and is stored as soon as a later batch is open.
/// The records of one key keep their order.
/// </summary>
internal sealed class SendOrder(BatchLimits limits, int waitingBytes, StoredRecordWriter output)
{
    private readonly KeyTable _positions = new();
    private readonly WaitingRecords _waiting = new();
    private uint _position;
    private uint _batchStart;
    private long _batchBytes;

    /// <summary>Batches so far, with the open one.</summary>
    public long Batches { get; private set; }

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
            previous = _positions.Advance(key, _position, fixedFrom: _batchStart);
            waits = IsInBatch(previous);
        }

        if (waits)
            Wait(key, record, line, text);
        else if (Store(previous, record, line, text))
            FillBatch();
    }

    /// <summary>Says that records of these keys come next.</summary>
    public void Expect(ReadOnlySpan<ulong> keys) => _positions.Fetch(keys);

    /// <summary>Stores what waits, or some of it: to be called until it says that no record waits any more.</summary>
    public bool StoreWaiting()
    {
        // Every key may be served again, which ends the open batch where its key is in that.
        _waiting.BeginBatch();
        if (!_waiting.TryNext(out var key))
            return false;
        if (Store(key, _positions.Find(key.Hash)))
            FillBatch();
        return true;
    }

    private void Wait(ulong key, uint record, uint line, ReadOnlySpan<byte> text)
    {
        Waited++;
        _waiting.Add(key, new WaitingRecord(record, line, text.ToArray()));
        while (_waiting.Bytes > waitingBytes)
            StoreWaiting();
    }

    private void FillBatch()
    {
        while (_waiting.Any && _waiting.TryNext(out var key))
        {
            var previous = _positions.Find(key.Hash);
            if (!Fits(key.Records.Peek().Text.Length))
                return;
            if (IsInBatch(previous))
                _waiting.PassOver(key);
            else
                Store(key, previous);
        }
    }

    private bool Store(WaitingKey key, uint previous)
    {
        var record = _waiting.Take(key);
        _positions.Set(key.Hash, _position);
        return Store(previous, record.Record, record.Line, record.Text);
    }

    /// <summary>Stores a record, and says whether that opened a batch.</summary>
    private bool Store(uint previous, uint record, uint line, ReadOnlySpan<byte> text)
    {
        var opens = _position == 0 || IsInBatch(previous) || !Fits(text.Length);
        if (opens)
        {
            Batches++;
            _batchStart = _position;
            _batchBytes = 0;
            if (_waiting.Any)
                _waiting.BeginBatch();
        }

        _batchBytes += text.Length + 1;
        output.Write(record, line, previous, text);
        _position = checked(_position + 1);
        return opens;
    }

    private bool IsInBatch(uint previous) => previous != RecordIndexEntry.None && previous >= _batchStart;

    private bool Fits(int length) =>
        _position - _batchStart < limits.MaxRecords && limits.BodyBytes(_batchBytes + length + 1) <= limits.MaxBytes;
}
