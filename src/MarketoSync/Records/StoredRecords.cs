using MarketoSync.Runs;

namespace MarketoSync.Records;

/// <summary>Stored records that follow one another, with what the index says of them.</summary>
public sealed class StoredRecords
{
    private readonly RecordIndexEntry[] _index;
    private readonly byte[] _bytes;

    private StoredRecords(RecordIndexEntry[] index, byte[] bytes) => (_index, _bytes) = (index, bytes);

    public int Count => _index.Length - 1;

    /// <summary>All of them, each with its new line.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    public static async Task<StoredRecords> ReadAsync(IRunFolder folder, PositionRange range, CancellationToken cancellation)
    {
        var index = await RecordIndex.ReadAsync(folder, range.From, range.Count, cancellation);
        var bytes = new byte[index[^1].Offset - index[0].Offset];
        if (bytes.Length > 0) await folder.ReadExactlyAsync(RunFiles.Records, index[0].Offset, bytes, cancellation);
        return new StoredRecords(index, bytes);
    }

    /// <summary>Where a record came from.</summary>
    public RecordIndexEntry Entry(int record) => _index[record];

    /// <summary>A record with its new line.</summary>
    public ReadOnlyMemory<byte> Line(int record) =>
        _bytes.AsMemory((int)(_index[record].Offset - _index[0].Offset), (int)(_index[record + 1].Offset - _index[record].Offset));

    /// <summary>A record's JSON object.</summary>
    public ReadOnlyMemory<byte> Record(int record) => Line(record)[..^1];
}
