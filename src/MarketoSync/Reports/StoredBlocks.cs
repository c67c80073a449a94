using System.Runtime.CompilerServices;
using MarketoSync.Records;
using MarketoSync.Runs;

namespace MarketoSync.Reports;

/// <summary>A run's stored records, in blocks by their position.</summary>
internal sealed class StoredBlocks(IRunFolder folder, long count)
{
    /// <summary>Records in a block: few, because one record may be as large as a call.</summary>
    public const int BlockLength = 64;

    private const int EntriesAtOnce = 4096;

    /// <summary>The entries in stored order, without the one that marks the end.</summary>
    public async IAsyncEnumerable<RecordIndexEntry> EntriesAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        if (count == 0) yield break;

        await using var index = await folder.OpenAsync(RunFiles.Index, 0, cancellation)
            ?? throw new InvalidDataException($"The run's storage contradicts itself: it has {count} records and no index.");
        var buffer = new byte[EntriesAtOnce * RecordIndexEntry.Size];
        for (long position = 0; position < count; position += EntriesAtOnce)
        {
            var entries = (int)Math.Min(EntriesAtOnce, count - position);
            await index.ReadExactlyAsync(buffer.AsMemory(0, entries * RecordIndexEntry.Size), cancellation);
            for (var entry = 0; entry < entries; entry++)
                yield return RecordIndexEntry.Read(buffer.AsSpan(entry * RecordIndexEntry.Size));
        }
    }

    /// <summary>The records from position <paramref name="block"/> × <see cref="BlockLength"/> on.</summary>
    public Task<StoredRecords> ReadBlockAsync(long block, CancellationToken cancellation)
    {
        var first = block * BlockLength;
        var end = Math.Min(first + BlockLength, count);
        return StoredRecords.ReadAsync(folder, new PositionRange((uint)first, (uint)end), cancellation);
    }
}
