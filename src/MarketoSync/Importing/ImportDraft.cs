using MarketoSync.Batching;
using MarketoSync.Records;

namespace MarketoSync.Importing;

/// <summary>A file of an import as records are added to it.</summary>
internal sealed class ImportDraft(uint from, RecordIndexEntry first, ImportRows rows, BatchLimits limits)
{
    private readonly List<uint> _follows = [];
    private uint _count;
    private long _bytes;

    /// <summary>Adds the record behind the last, if it fits and its key is in none of the file's. The first always does.</summary>
    public bool TryAdd(RecordIndexEntry entry, ReadOnlySpan<byte> record)
    {
        if (_count > 0 && (_count >= limits.MaxRecords || IsRepeat(entry))) return false;

        var bytes = limits.EnvelopeBytes + rows.TryAdd(entry.Record, record, limits.MaxBytes - limits.EnvelopeBytes);
        if (_count > 0 && bytes > limits.MaxBytes) return false;

        _bytes = bytes;
        if (entry.Previous < from) _follows.Add(entry.Previous);
        _count++;
        return true;
    }

    public Batch Batch(string id) => new(id, from, from + _count, first.Offset, _bytes, _follows.Count > 0 ? _follows : null);

    private bool IsRepeat(RecordIndexEntry entry) => entry.Previous != RecordIndexEntry.None && entry.Previous >= from;
}
