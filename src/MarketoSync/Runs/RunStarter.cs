using MarketoSync.Marketo;
using MarketoSync.Reports;
using MarketoSync.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace MarketoSync.Runs;

/// <summary>Begins runs whose intake is complete, and follows them.</summary>
public sealed class RunStarter(
    IRunStore store, IRunEngine engine, MarketoSettings marketo, TimeProvider time, ILogger<RunStarter>? log = null, SyncTelemetry? telemetry = null)
{
    private readonly ILogger _log = log ?? NullLogger<RunStarter>.Instance;
    private readonly SyncTelemetry _telemetry = telemetry ?? SyncTelemetry.Shared;

    /// <summary>Begins a run. One that began already is left as it is.</summary>
    /// <exception cref="InvalidOperationException">The run is for another subscription, or for what this version does not know.</exception>
    public async Task StartAsync(RunDefinition run, CancellationToken cancellation)
    {
        if (run.Subscription != marketo.BaseUrl.Authority)
            throw new InvalidOperationException($"Run {run.Run} is for {run.Subscription}, and Marketo__BaseUrl is {marketo.BaseUrl}.");
        var request = SyncRequest.Of(run)
            ?? throw new InvalidOperationException($"Run {run.Run} is for {run.Target} and {run.Action}, which this version does not know.");

        await engine.StartAsync(
            request.Input(run.Run, marketo) with { IsFromInbox = run.InboxVersion is not null }, cancellation);
    }

    /// <summary>Finds out how far a run is, and begins it if its intake is complete and nobody did.</summary>
    /// <returns>Null if the run is not defined.</returns>
    /// <exception cref="InvalidOperationException">As for <see cref="StartAsync"/>.</exception>
    public async Task<RunActivity?> FollowAsync(string run, CancellationToken cancellation)
    {
        var activity = await engine.ActivityAsync(run, cancellation);
        if (activity is { Phase: not RunPhase.Failed }) return activity;

        // An engine forgets what was over long ago, and one that failed may have failed in filing away: the report tells.
        if (await ReportFile.ReadAsync(store.Open(run), cancellation) is { State: not RunState.Stopped })
            return new RunActivity(RunPhase.Ended);
        if (activity is not null) return await EndAsync(run, activity, cancellation) ? new RunActivity(RunPhase.Ended) : activity;
        if (await RunDefinitionFile.ReadAsync(store.Open(run), cancellation) is not { } definition) return null;

        await StartAsync(definition, cancellation);
        return new RunActivity(RunPhase.Running);
    }

    /// <summary>Gives a run that failed for good its report.</summary>
    /// <returns>Whether it did: not if the run can be continued, or is not there.</returns>
    public async Task<bool> EndAsync(string run, RunActivity activity, CancellationToken cancellation)
    {
        if (activity is not { Phase: RunPhase.Failed, CanResume: false }) return false;
        if (await RunDefinitionFile.ReadAsync(store.Open(run), cancellation) is not { } definition) return false;

        var before = await ReportFile.ReadAsync(store.Open(run), cancellation);
        var fault = activity.IsTerminated ? "terminated" : activity.Fault ?? "it is not known why";
        var reason = activity.IsTerminated ? "An operator terminated the run in its engine." : $"The engine broke down ({fault}).";
        var report = await ReportFromStorage.WriteAsync(store.Open(run), definition, reason, time.GetUtcNow(), cancellation);
        _telemetry.Runs.BrokeDown(report, before);
        SyncLog.RunBrokeDown(_log, run, fault, ReportVerdict.GotIn(report), report.Records["total"]);
        return true;
    }
}
