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

        List<(string, string)> steps = [];
        if (Count(report, RecordStatus.Skipped) + Count(report, RecordStatus.Rejected) + Count(report, RecordStatus.Failed) > 0)
            steps.Add(($"marketo-sync report {report.Run} --rejects fix.csv", "write them out; correct the file and sync it as it is"));
        if (Count(report, RecordStatus.Skipped) + Count(report, RecordStatus.Failed) + Count(report, RecordStatus.Unknown) + Count(report, RecordStatus.NotSent) > 0)
            steps.Add(($"marketo-sync retry {report.Run}", "sync them again unchanged, in case the cause lay elsewhere"));
        return steps;
    }

    private static long Count(Report report, RecordStatus status) => report.Records[status.Name()];
}
