using MarketoSync.Runs;

namespace MarketoSync.Records;

/// <summary>Stored records that follow one another, with what the index says of them.</summary>
public sealed class StoredRange
{
    private readonly RecordIndexEntry[] _index;
    private readonly byte[] _bytes;

    private StoredRange(RecordIndexEntry[] index, byte[] bytes) => (_index, _bytes) = (index, bytes);

    public int Count => _index.Length - 1;

    /// <summary>The records' bytes, each with its new line.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    public static async Task<StoredRange> ReadAsync(IRunFolder folder, PositionRange range, CancellationToken cancellation)
    {
        var index = await RecordIndex.ReadAsync(folder, range.From, range.Count, cancellation);
        var bytes = new byte[index[^1].Offset - index[0].Offset];
        await folder.ReadExactlyAsync(RunFiles.Records, index[0].Offset, bytes, cancellation);
        return new StoredRange(index, bytes);
    }

    public RecordIndexEntry Entry(int record) => _index[record];

    /// <summary>One record with its new line.</summary>
    public ReadOnlySpan<byte> Line(int record) =>
        _bytes.AsSpan((int)(_index[record].Offset - _index[0].Offset), (int)(_index[record + 1].Offset - _index[record].Offset));

    /// <summary>One record.</summary>
    public ReadOnlySpan<byte> Record(int record) => Line(record)[..^1];
}
