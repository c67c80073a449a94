using System.Runtime.CompilerServices;
using MarketoSync.Records;
using MarketoSync.Runs;

namespace MarketoSync.Reports;

/// <summary>Reads a run's <c>results.ndjson</c>.</summary>
public static class ResultReader
{
    /// <summary>The results in input order.</summary>
    /// <param name="only">The statuses wanted, or null for all.</param>
    /// <exception cref="InvalidDataException">The run has no results yet: see <see cref="ReportFile.ReadAsync"/> first.</exception>
    public static async IAsyncEnumerable<RecordResult> ReadAsync(
        IRunFolder folder, IReadOnlySet<RecordStatus>? only, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var reasons = new List<Reason>();
        await foreach (var line in LinesAsync(folder, cancellation))
        {
            reasons.Clear();
            if (only is null || only.Contains(ResultScan.Read(line.Span, reasons))) yield return ResultLine.Read(line.Span);
        }
    }

    /// <summary>
    /// The one-based source lines of the records that a report names as examples, by record number,
    /// so that people find them in their file.
    /// </summary>
    public static async Task<IReadOnlyDictionary<long, long>> SourceLinesAsync(
        IRunFolder folder, Report report, CancellationToken cancellation) =>
        (await PageRecords.ReadAsync(folder, report, 0, cancellation)).Lines;

    /// <summary>Each line holds until the next is taken.</summary>
    internal static async IAsyncEnumerable<ReadOnlyMemory<byte>> LinesAsync(IRunFolder folder, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var lines = new LineReader(await folder.OpenAsync(RunFiles.Results, 0, cancellation)
            ?? throw new InvalidDataException($"Run {folder.Run} has no results yet."));
        while (await lines.ReadAsync(cancellation) is { } line) yield return line;
    }
}
