using System.Runtime.CompilerServices;
using MarketoSync.Records;
using MarketoSync.Runs;

namespace MarketoSync.Reports;

/// <summary>A run's stored records by their position.</summary>
internal sealed class StoredRecords(IRunFolder folder, long count)
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
    /// <param name="content">Whether the records are wanted and not only their places.</param>
    public async Task<StoredBlock> ReadBlockAsync(long block, bool content, CancellationToken cancellation)
    {
        var first = block * BlockLength;
        var places = new byte[((int)Math.Min(BlockLength, count - first) + 1) * RecordIndexEntry.Size];
        await folder.ReadExactlyAsync(RunFiles.Index, first * RecordIndexEntry.Size, places, cancellation);

        var entries = new RecordIndexEntry[places.Length / RecordIndexEntry.Size];
        for (var entry = 0; entry < entries.Length; entry++)
            entries[entry] = RecordIndexEntry.Read(places.AsSpan(entry * RecordIndexEntry.Size));
        if (!content) return new(entries, []);

        var records = new byte[entries[^1].Offset - entries[0].Offset];
        await folder.ReadExactlyAsync(RunFiles.Records, entries[0].Offset, records, cancellation);
        return new(entries, records);
    }
}
