using System.Text.Json;
using MarketoSync.Records;

namespace MarketoSync.Runs;

/// <summary>
/// What is kept of a batch: a header, and a result line for each record that it settled. It is replaced as a whole,
/// so that an intent, an outcome and its results are there together or not at all.
/// </summary>
/// <param name="Version">What was read, so that only it is replaced; null for a log that is new.</param>
public sealed record BatchLog(BatchHeader Header, IReadOnlyList<RecordResult> Results, string? Version = null)
{
    private const int UsualHeader = 1024;
    private const int UsualLine = 112;

    public static async Task<BatchLog?> ReadAsync(IRunFolder folder, string batch, CancellationToken cancellation)
    {
        if (await folder.ReadVersionAsync(RunFiles.Batch(batch), cancellation) is not { } stored) return null;

        var bytes = stored.Content;
        var results = new List<RecordResult>();
        BatchHeader? header = null;
        foreach (var range in Lines(bytes.Span))
        {
            var line = bytes.Span[range];
            if (header is null)
                header = JsonSerializer.Deserialize(line, BatchJson.Default.BatchHeader);
            else
                results.Add(ResultLine.Read(line));
        }

        return header is null ? null : new BatchLog(header, results, stored.Version);
    }

    /// <summary>Writes it in place of the version that was read.</summary>
    /// <returns>The log as it now stands.</returns>
    /// <exception cref="BatchTakenException">Another process wrote it meanwhile. Nothing was changed.</exception>
    public async Task<BatchLog> WriteAsync(IRunFolder folder, CancellationToken cancellation) =>
        this with { Version = await WriteAsync(folder, Results, Results.Count, cancellation) };

    /// <summary>The same with results that are made one by one, where they are too many to be held.</summary>
    /// <param name="count">About how many they are.</param>
    /// <returns>The version that was written.</returns>
    /// <exception cref="BatchTakenException">Another process wrote it meanwhile. Nothing was changed.</exception>
    public async Task<string> WriteAsync(IRunFolder folder, IEnumerable<RecordResult> results, int count, CancellationToken cancellation)
    {
        // A buffer that grows would take three times as much.
        var bytes = new MemoryStream(UsualHeader + count * UsualLine);
        JsonSerializer.Serialize(bytes, Header, BatchJson.Default.BatchHeader);
        bytes.WriteByte((byte)'\n');
        foreach (var result in results)
        {
            bytes.Write(ResultLine.Write(result));
            bytes.WriteByte((byte)'\n');
        }

        var content = bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
        return await folder.TryWriteAsync(RunFiles.Batch(Header.Batch), content, Version, cancellation)
            ?? throw new BatchTakenException(Header.Batch);
    }

    private static List<Range> Lines(ReadOnlySpan<byte> bytes)
    {
        var lines = new List<Range>();
        for (var start = 0; start < bytes.Length;)
        {
            var length = bytes[start..].IndexOf((byte)'\n');
            var end = length < 0 ? bytes.Length : start + length;
            if (end > start) lines.Add(start..end);
            start = end + 1;
        }

        return lines;
    }
}
