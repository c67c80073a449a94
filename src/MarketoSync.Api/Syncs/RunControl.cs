using MarketoSync.Api.Problems;
using MarketoSync.Marketo;
using MarketoSync.Orchestration;
using MarketoSync.Queueing;
using MarketoSync.Runs;
using Microsoft.AspNetCore.Http;

namespace MarketoSync.Api.Syncs;

/// <summary>Cancels and resumes runs.</summary>
internal sealed class RunControl(IRunStore store, IRunEngine engine, RunStarter starter, MarketoSettings marketo, TimeProvider time)
{
    /// <summary>So often it is looked whether a run goes on that was told to, which an engine may hear a moment later. Then it is answered anyway.</summary>
    private const int MostLooks = 25;

    private static readonly TimeSpan s_betweenLooks = TimeSpan.FromMilliseconds(200);

    /// <summary>Calls in flight finish, then the run ends. It cannot be continued. One that broke down for good gets its report.</summary>
    public async Task<IResult> CancelAsync(HttpContext http, string run)
    {
        if (await RunView.FindAsync(store, engine, run, http.RequestAborted) is not { } view) return Problem.UnknownRun(run);

        return await engine.RaiseAsync(run, RunEvents.Cancel, http.RequestAborted) || await EndAsync(view, run, http.RequestAborted)
            ? SyncAccepted.Answer(http.Request, run)
            : new Problem(ProblemKinds.RunNotRunning, view.IsOver ? "The run is over." : "The run is not under way, or another process has it.");
    }

    /// <summary>Continues a run that stopped or failed, and begins one that never began.</summary>
    public async Task<IResult> ResumeAsync(HttpContext http, string run)
    {
        if (await RunView.FindAsync(store, engine, run, http.RequestAborted) is not { } view) return Problem.UnknownRun(run);
        if (view.IsOver) return new Problem(ProblemKinds.RunNotStopped, "The run is over. To send again what did not get in, retry it.");
        if (view.State == SyncState.Running) return new Problem(ProblemKinds.RunNotStopped, "The run is under way.");
        if (view.State == SyncState.Failed && await engine.ActivityAsync(run, http.RequestAborted) is { CanResume: false })
            return new Problem(ProblemKinds.RunNotStopped, "The run broke down and cannot be continued. Cancel it, which writes its report, and then retry it.");
        if (RequestOf(view.Definition, marketo) is not { } request) return OtherSubscription(view.Definition);
        if (view.State == SyncState.NotBegun && IsOfRounds(view.Definition))
            return new Problem(ProblemKinds.RunNotStopped, "The run has not begun. The next round of Sync__Schedule begins it, or replaces it.");

        if (view.State == SyncState.NotBegun)
            await engine.StartAsync(request.Input(run, marketo), CancellationToken.None);
        else if (!await engine.RaiseAsync(run, RunEvents.Resume, http.RequestAborted))
            return new Problem(ProblemKinds.RunNotStopped, "The run cannot be continued now: another request or another process does so already.");
        else
            await SeeItGoOnAsync(run, http.RequestAborted);

        return SyncAccepted.Answer(http.Request, run);
    }

    /// <summary>Whoever asks for the run's status or report next is not to take what it stopped for before for an answer.</summary>
    private async Task SeeItGoOnAsync(string run, CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(s_betweenLooks, time);
        for (var look = 0; look < MostLooks && await engine.ActivityAsync(run, cancellation) is { Phase: RunPhase.Stopped }; look++)
            await timer.WaitForNextTickAsync(cancellation);
    }

    private async Task<bool> EndAsync(RunView view, string run, CancellationToken cancellation) =>
        view.State == SyncState.Failed
        && await engine.ActivityAsync(run, cancellation) is { } activity
        && await starter.EndAsync(run, activity, cancellation);

    /// <summary>Whether the run is made of the inbox or the queue: there they decide whether it counts.</summary>
    private static bool IsOfRounds(RunDefinition run) => run.InboxVersion is not null || run.Source == RecordPost.Source;

    /// <returns>Null if the run is for another subscription, or for what this version does not know.</returns>
    public static SyncRequest? RequestOf(RunDefinition run, MarketoSettings marketo) =>
        run.Subscription == marketo.BaseUrl.Authority ? SyncRequest.Of(run) : null;

    public static Problem OtherSubscription(RunDefinition run) =>
        new(ProblemKinds.OtherSubscription, $"The run is for {run.Target} of {run.Subscription}, which is not what this server is set up for.");
}
