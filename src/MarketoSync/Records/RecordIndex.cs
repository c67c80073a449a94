using MarketoSync.Runs;

namespace MarketoSync.Records;

/// <summary>Reads the index of the stored records.</summary>
public static class RecordIndex
{
    /// <param name="from">Position of the first record.</param>
    /// <param name="count">Records to read.</param>
    /// <returns>An entry for each record, and one more that tells where the last ends.</returns>
    public static async Task<RecordIndexEntry[]> ReadAsync(IRunFolder folder, uint from, int count, CancellationToken cancellation)
    {
        var bytes = new byte[(count + 1) * RecordIndexEntry.Size];
        await folder.ReadExactlyAsync(RunFiles.Index, (long)from * RecordIndexEntry.Size, bytes, cancellation);
        var entries = new RecordIndexEntry[count + 1];
        for (var record = 0; record < entries.Length; record++)
            entries[record] = RecordIndexEntry.Read(bytes.AsSpan(record * RecordIndexEntry.Size));
        return entries;
    }
}
