using System.Diagnostics;
using System.Diagnostics.Metrics;
using MarketoSync.Records;
using MarketoSync.Reports;
using MarketoSync.Runs;

namespace MarketoSync.Telemetry;

/// <summary>
/// Metrics of runs, taken from their reports. What orchestration code decided is counted when a report is written, as the difference to
/// the report before it: the code itself is run many times, and a report that is written twice counts once.
/// </summary>
public sealed class RunTelemetry
{
    /// <summary>The state of a run that broke down. Its report says cancelled: nobody can continue it.</summary>
    private const string Failed = "failed";

    private readonly Counter<long> _ended;
    private readonly Counter<long> _records;
    private readonly Counter<long> _recoveries;

    internal RunTelemetry(Meter meter)
    {
        _ended = meter.CreateCounter<long>(MetricNames.RunsEnded, "{run}", "Runs that came to their end or stopped before it.");
        _records = meter.CreateCounter<long>(
            MetricNames.Records, "{record}", "Records by what they ended as, counted when their run is over.");
        _recoveries = meter.CreateCounter<long>(
            MetricNames.Recoveries, "{recovery}", "What recovery decided, counted when a run ends or stops.");
    }

    /// <summary>A run came to its end, or stopped before it.</summary>
    /// <param name="before">The report that stood in its place, if one did.</param>
    public void Ended(Report report, Report? before) => Count(Name(report.State), report, before);

    /// <summary>A run waits for somebody to look after it, without a report that would say so: one of its steps fails again and again.</summary>
    public void Waits() => _ended.Add(1, new KeyValuePair<string, object?>(AttributeNames.State, Name(RunState.Stopped)));

    /// <summary>The engine could not go on with a run, and the report says what became of it until then.</summary>
    /// <param name="before">The report that stood in its place, if one did.</param>
    public void BrokeDown(Report report, Report? before) => Count(Failed, report, before);

    private void Count(string state, Report report, Report? before)
    {
        _ended.Add(1, new KeyValuePair<string, object?>(AttributeNames.State, state));
        if (_recoveries.Enabled) CountRecoveries(report, before);
        if (_records.Enabled && report.State != RunState.Stopped) CountRecords(report);
    }

    private void CountRecoveries(Report report, Report? before)
    {
        var known = (before?.Recoveries ?? []).ToDictionary(recovery => (recovery.Code, recovery.Decision), recovery => recovery.Count);
        foreach (var recovery in report.Recoveries)
        {
            var more = recovery.Count - known.GetValueOrDefault((recovery.Code, recovery.Decision));
            if (more <= 0) continue;

            _recoveries.Add(more, new TagList
            {
                { AttributeNames.ErrorType, ErrorType.Of(recovery.Code) },
                { AttributeNames.Decision, recovery.Decision },
            });
        }
    }

    private void CountRecords(Report report)
    {
        foreach (var status in RecordStatuses.All)
        {
            if (report.Records.GetValueOrDefault(status.Name()) is not (> 0 and var count)) continue;

            _records.Add(count, new TagList
            {
                { AttributeNames.Status, status.Name() },
                { AttributeNames.Target, report.Target },
                { AttributeNames.Action, report.Action },
            });
        }
    }

    private static string Name(RunState state) => state switch
    {
        RunState.Completed => "completed",
        RunState.Stopped => "stopped",
        RunState.Cancelled => "cancelled",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };
}
