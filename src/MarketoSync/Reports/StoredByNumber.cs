using MarketoSync.Records;
using MarketoSync.Runs;

namespace MarketoSync.Reports;

/// <summary>
/// A run's stored records by their number in the input, quickly where they are asked for in input order. Memory is four bytes a record of
/// the run and a fixed rest.
/// </summary>
internal sealed class StoredByNumber
{
    private const long MaxBytes = 8 << 20;

    private readonly StoredBlocks _stored;
    private readonly SegmentedArray<uint> _positions;
    private readonly RecentlyUsed<StoredRecords> _recent = new(MaxBytes);

    private StoredByNumber(StoredBlocks stored, SegmentedArray<uint> positions) => (_stored, _positions) = (stored, positions);

    /// <param name="stored">Records that are stored.</param>
    /// <param name="records">Records in the input.</param>
    public static async Task<StoredByNumber> OpenAsync(IRunFolder folder, long stored, long records, CancellationToken cancellation)
    {
        var blocks = new StoredBlocks(folder, stored);
        var positions = new SegmentedArray<uint>(records);
        uint position = 0;
        await foreach (var entry in blocks.EntriesAsync(cancellation)) positions[entry.Record] = position++;
        return new StoredByNumber(blocks, positions);
    }

    /// <param name="record">The number of a record that is stored.</param>
    /// <returns>Its line in the source, and its JSON object.</returns>
    public async ValueTask<(uint Line, ReadOnlyMemory<byte> Json)> ReadAsync(long record, CancellationToken cancellation)
    {
        long position = _positions[record];
        var number = position / StoredBlocks.BlockLength;
        var block = _recent.Find(number);
        if (block is null)
        {
            block = await _stored.ReadBlockAsync(number, cancellation);
            _recent.Add(number, block, block.Bytes.Length);
        }

        var place = (int)(position % StoredBlocks.BlockLength);
        return (block.Entry(place).Line, block.Record(place));
    }
}
