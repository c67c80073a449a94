using MarketoSync.Records;
using MarketoSync.Reports;
using MarketoSync.Runs;

namespace MarketoSync.Tests.Reports;

internal static class SampleReports
{
    public static Report Of(RunState state, IReadOnlyDictionary<string, long> counts, params ReportReason[] reasons)
    {
        var records = new Dictionary<string, long> { ["total"] = counts.Values.Sum() };
        foreach (var status in RecordStatuses.All) records[status.Name()] = counts.GetValueOrDefault(status.Name());
        return new(
            "20260801-k3v9", "leads", "createOrUpdate", "sync", state,
            new DateTimeOffset(2026, 8, 1, 9, 30, 0, TimeSpan.Zero), new DateTimeOffset(2026, 8, 1, 9, 42, 4, TimeSpan.Zero),
            state == RunState.Stopped ? "The <quota> is used up." : null,
            records, new(2, 2, 0), new(3, 2, new Dictionary<string, long> { ["602"] = 1 }), reasons, [new("602", "authenticate", 1)]);
    }
}
