using MarketoSync.Intake;
using MarketoSync.Marketo;
using MarketoSync.Records;
using MarketoSync.Reports;
using MarketoSync.Runs;

namespace MarketoSync.Cli.Reports;

/// <summary>What somebody may want to do after reading a report.</summary>
internal static class NextSteps
{
    public static IReadOnlyList<(string Command, string Purpose)> After(Report report)
    {
        if (report.State == RunState.Stopped) return [($"marketo-sync resume {report.Run}", "go on where the run stopped")];
        if (report.EverythingGotIn()) return [];

        // What is lost would be added a second time; and no row of a table can hold an activity's attributes, or what no row of a file could.
        var operation = SyncActions.TryParse(report.Action, out var action) ? Target.Find(report.Target)?.By(action) : null;
        var again = operation?.AddsAgain == true ? 0 : Count(report, RecordStatus.Unknown);
        var file = operation?.Replay == Replay.Never || report.Reasons.Any(reason => reason.Code == RejectionCodes.Misfit) ? "fix.ndjson" : "fix.csv";

        List<(string, string)> steps = [];
        if (Count(report, RecordStatus.Skipped) + Count(report, RecordStatus.Rejected) + Count(report, RecordStatus.Failed) > 0)
            steps.Add(($"marketo-sync report {report.Run} --rejects {file}", "write them out; correct the file and sync it as it is"));
        if (Count(report, RecordStatus.Skipped) + Count(report, RecordStatus.Failed) + again + Count(report, RecordStatus.NotSent) > 0)
            steps.Add(($"marketo-sync retry {report.Run}", "sync them again unchanged, in case the cause lay elsewhere"));
        if (again < Count(report, RecordStatus.Unknown))
            steps.Add(($"marketo-sync retry {report.Run} --only unknown", "only if they are not in Marketo, for what is there is added once more"));
        return steps;
    }

    private static long Count(Report report, RecordStatus status) => report.Records[status.Name()];
}
