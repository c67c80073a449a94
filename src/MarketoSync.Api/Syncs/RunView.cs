using MarketoSync.Api.Http;
using MarketoSync.Orchestration;
using MarketoSync.Records;
using MarketoSync.Reports;
using MarketoSync.Runs;

namespace MarketoSync.Api.Syncs;

/// <summary>A run as its storage and its engine tell it.</summary>
internal sealed record RunView(RunDefinition Definition, Report? Report, RunActivity? Activity)
{
    /// <summary>A run that broke down for good is what its report says once it has its last.</summary>
    public SyncState State => Activity switch
    {
        { Phase: RunPhase.Running } => SyncState.Running,
        { Phase: RunPhase.Stopped } => SyncState.Stopped,
        { Phase: RunPhase.Failed } when Activity.CanResume || Report is null or { State: RunState.Stopped } => SyncState.Failed,
        { Phase: RunPhase.Ended } when Report is null => SyncState.Running,
        _ => Report?.State switch
        {
            RunState.Completed => SyncState.Completed,
            RunState.Cancelled => SyncState.Cancelled,
            RunState.Stopped => SyncState.Stopped,
            _ => SyncState.NotBegun,
        },
    };

    /// <summary>
    /// The report, while it says how things stand. One of a run that stopped does so as long as the run stands still: once it goes on it has
    /// none, as before its first, whether it comes on well or not.
    /// </summary>
    public Report? CurrentReport => Report is { State: not RunState.Stopped } || (State == SyncState.Stopped && Activity?.Fault is null) ? Report : null;

    public bool IsOver => State is SyncState.Completed or SyncState.Cancelled;

    /// <returns>Null if there is no such run, or its records are not all read in yet.</returns>
    public static async Task<RunView?> FindAsync(IRunStore store, IRunEngine engine, string run, CancellationToken cancellation)
    {
        if (!RunId.IsValid(run)) return null;

        var folder = store.Open(run);
        if (await RunDefinitionFile.ReadAsync(folder, cancellation) is not { } definition) return null;

        // The report is written before the engine calls the run ended, so that it is there if it is asked for second.
        var activity = await engine.ActivityAsync(run, cancellation);
        return new RunView(definition, await ReportFile.ReadAsync(folder, cancellation), activity);
    }

    public SyncStatus Status(ApiLinks links)
    {
        var state = State;
        var report = state is SyncState.Stopped || IsOver ? CurrentReport : null;
        var progress = state is SyncState.Running ? Activity?.Progress : null;
        return new SyncStatus(
            Definition.Run, state, Definition.Target, Definition.Action, Definition.LookupField, Definition.Mode, Definition.Source,
            Definition.StartedAt, report?.FinishedAt, ProgressIn(state, report), progress?.WaitingFor, progress?.WaitingUntil,
            report is null ? Activity?.Fault : report.StopReason,
            Definition.RetryOf, links.Run(Definition.Run), links.Report(Definition.Run), links.Results(Definition.Run), links.Cancel(Definition.Run),
            Definition.Map, Warnings(report, progress));
    }

    private IReadOnlyList<string>? Warnings(Report? report, RunProgress? progress)
    {
        IReadOnlyList<string> warnings = progress?.Notice is { } notice ? [.. Definition.Warnings, notice] : report?.Warnings ?? Definition.Warnings;
        return warnings.Count > 0 ? warnings : null;
    }

    private SyncProgress? ProgressIn(SyncState state, Report? report)
    {
        if (report is not null) return Of(report);
        if (state == SyncState.NotBegun) return Of([], 0, 0, 0);

        return Activity?.Progress is { } progress
            ? Of(progress.Settled.ToDictionary(), progress.Calls, progress.InFlight, progress.Waiting)
            : null;
    }

    private static SyncProgress Of(Report report)
    {
        var total = report.Records["total"];
        var records = report.Records.Where(count => count.Key != "total" && count.Value > 0).ToDictionary(StringComparer.Ordinal);
        return new SyncProgress(total, total - records.GetValueOrDefault(RecordStatus.NotSent.Name()), records, report.Calls.Total, 0, 0);
    }

    private SyncProgress Of(Dictionary<RecordStatus, long> settled, long calls, int inFlight, int waiting)
    {
        settled[RecordStatus.Rejected] = settled.GetValueOrDefault(RecordStatus.Rejected) + Definition.Rejected;
        var records = settled.Where(count => count.Value > 0).OrderBy(count => count.Key)
            .ToDictionary(count => count.Key.Name(), count => count.Value, StringComparer.Ordinal);
        return new SyncProgress(Definition.Records, records.Values.Sum(), records, calls, inFlight, waiting);
    }
}
