using MarketoSync.Records;
using MarketoSync.Runs;

namespace MarketoSync.Reports;

/// <summary>What a page tells of single records.</summary>
/// <param name="Problems">The first records that did not get in, in input order. Their keys and values appear on the page.</param>
/// <param name="Lines">The one-based source lines, by record number, of the records that the report names as examples.</param>
public sealed record PageRecords(IReadOnlyList<RecordResult> Problems, IReadOnlyDictionary<long, long> Lines)
{
    /// <summary>Records that a page shows one by one, unless more are given.</summary>
    public const int MostProblems = 200;

    public static PageRecords None { get; } = new([], new Dictionary<long, long>());

    /// <summary>Reads the results once, and no further than need be.</summary>
    public static Task<PageRecords> ReadAsync(IRunFolder folder, Report report, CancellationToken cancellation) =>
        ReadAsync(folder, report, MostProblems, cancellation);

    internal static async Task<PageRecords> ReadAsync(IRunFolder folder, Report report, int mostProblems, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(report);
        var wanted = report.Reasons.SelectMany(reason => reason.Records).ToHashSet();
        var most = Math.Min(mostProblems, report.Records["total"] - ReportVerdict.GotIn(report));
        var (problems, lines, reasons) = (new List<RecordResult>(), new Dictionary<long, long>(), new List<Reason>());
        await foreach (var line in ResultReader.LinesAsync(folder, cancellation))
        {
            if (problems.Count == most && lines.Count == wanted.Count) break;

            reasons.Clear();
            var isExample = wanted.Contains(ResultLine.RecordNumber(line.Span));
            var isProblem = problems.Count < most && RetrySource.DidNotGetIn.Contains(ResultScan.Read(line.Span, reasons));
            if (!isExample && !isProblem) continue;

            var result = ResultLine.Read(line.Span);
            if (isProblem) problems.Add(result);
            if (isExample) lines[result.Record] = result.Line;
        }

        return new PageRecords(problems, lines);
    }
}
