using MarketoSync.Records;
using MarketoSync.Runs;

namespace MarketoSync.Reports;

/// <summary>Counts result lines as they pass.</summary>
internal sealed class ReportSummary
{
    private readonly long[] _counts = new long[RecordStatuses.All.Count];
    private readonly ReasonGroups _groups = new();
    private readonly List<Reason> _reasons = [];

    public long Total => _counts.Sum();

    public void Add(long record, ReadOnlySpan<byte> line)
    {
        _reasons.Clear();
        var status = ResultScan.Read(line, _reasons);
        _counts[(int)status]++;
        foreach (var reason in _reasons) _groups.Add(record, status, reason);
    }

    public Report ToReport(RunDefinition run, ReportInput input)
    {
        var records = new OrderedDictionary<string, long> { ["total"] = Total };
        foreach (var status in RecordStatuses.All) records[status.Name()] = _counts[(int)status];

        var tally = input.Tally;
        IReadOnlyList<string> warnings = input.Usage?.Notice is { } notice ? [.. run.Warnings, notice] : run.Warnings;
        return new(
            run.Run,
            run.Target,
            run.Action,
            run.Mode,
            input.State,
            run.StartedAt,
            input.FinishedAt,
            input.StopReason,
            records,
            new(tally.Planned, tally.Sent, tally.Splits),
            new(tally.Calls, tally.Succeeded, new SortedDictionary<string, long>(tally.Errors.ToDictionary(), StringComparer.Ordinal))
            {
                Quota = input.Usage is { Used: { } used } usage ? new(used, usage.Quota, usage.Reserve, usage.At) : null,
            },
            _groups.ToReasons(),
            Recoveries(tally.Recoveries))
        {
            Warnings = warnings.Count > 0 ? warnings : null,
        };
    }

    private static IReadOnlyList<ReportRecovery> Recoveries(IReadOnlyDictionary<string, long> recoveries) =>
    [
        .. recoveries
            .Select(recovery => Recovery(recovery.Key, recovery.Value))
            .OrderByDescending(recovery => recovery.Count)
            .ThenBy(recovery => recovery.Code, StringComparer.Ordinal)
            .ThenBy(recovery => recovery.Decision, StringComparer.Ordinal),
    ];

    private static ReportRecovery Recovery(string name, long count)
    {
        var blank = name.IndexOf(' ', StringComparison.Ordinal);
        return blank < 0 ? new(name, "", count) : new(name[..blank], name[(blank + 1)..], count);
    }
}
