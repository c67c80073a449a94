using MarketoSync.Records;
using MarketoSync.Reports;
using MarketoSync.Runs;

namespace MarketoSync.Cli.Tests;

/// <summary>Makes reports.</summary>
internal static class Reported
{
    public static Report Of(RunState state, params (RecordStatus Status, long Count)[] counts)
    {
        var records = RecordStatuses.All.ToDictionary(status => status.Name(), _ => 0L);
        foreach (var (status, count) in counts) records[status.Name()] += count;
        records["total"] = counts.Sum(one => one.Count);
        var time = new DateTimeOffset(2026, 8, 1, 9, 30, 0, TimeSpan.Zero);
        return new Report(
            "r", "leads", "createOrUpdate", "sync", state, time, time, null, records,
            new(1, 1, 0), new(1, 1, new Dictionary<string, long>()), [], []);
    }
}
