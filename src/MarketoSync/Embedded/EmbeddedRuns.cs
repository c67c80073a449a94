using System.Collections.Concurrent;
using MarketoSync.Marketo;
using MarketoSync.Orchestration;
using MarketoSync.Reports;
using MarketoSync.Runs;

namespace MarketoSync.Embedded;

/// <summary>
/// The embedded engine with many runs at a time. A run is this process's while its journal is open, and has begun once its journal holds
/// an event. One that came to rest is closed, so that any process may continue it.
/// </summary>
/// <param name="folder">Where the runs' journals are: the root of a file store.</param>
/// <param name="activities">Makes what carries out the activities of one run.</param>
/// <param name="rested">Told of each run that comes to rest, or that cannot be continued.</param>
public sealed class EmbeddedRuns(
    string folder,
    IRunStore store,
    MarketoSettings marketo,
    Func<ActivityTable> activities,
    TimeProvider time,
    Action<string, RunActivity>? rested = null) : IRunEngine, IRunWatch, IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, HostedRun> _underWay = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, RunActivity> _failed = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _opening = new();

    /// <inheritdoc/>
    /// <exception cref="IOException">The journal cannot be written.</exception>
    public Task StartAsync(RunInput input, CancellationToken cancellation)
    {
        if (TryOpen(input.Run) is not { } journal) return Task.CompletedTask;

        if (journal.Past.Count > 0)
        {
            journal.Dispose();
            return Task.CompletedTask;
        }

        Host(journal, input, word: null);
        return HasBegun(input.Run)
            ? Task.CompletedTask
            : throw new IOException($"Run {input.Run} could not begin: {_failed.GetValueOrDefault(input.Run)?.Fault}");
    }

    /// <summary>
    /// Goes on with every run that was interrupted. One that stopped goes on waiting; one that another process has, or that is for another
    /// subscription, is left alone.
    /// </summary>
    public async Task TakeUpAsync(CancellationToken cancellation)
    {
        await foreach (var run in store.ListAsync(cancellation))
        {
            if (_underWay.ContainsKey(run) || !HasBegun(run) || await InputOfAsync(run, cancellation) is not { } input) continue;

            var report = await ReportFile.ReadAsync(store.Open(run), cancellation);
            if (report is null || !IsAtRest(input, report)) TryContinue(input, word: null);
        }
    }

    public async Task<RunActivity?> ActivityAsync(string run, CancellationToken cancellation)
    {
        if (_underWay.TryGetValue(run, out var hosted)) return new RunActivity(RunPhase.Running, hosted.Progress);
        if (_failed.TryGetValue(run, out var failed)) return failed;

        return await ReportFile.ReadAsync(store.Open(run), cancellation) switch
        {
            { State: RunState.Stopped } => new RunActivity(RunPhase.Stopped),
            { } => new RunActivity(RunPhase.Ended),
            _ => HasBegun(run) ? new RunActivity(RunPhase.Running) : null,
        };
    }

    public async Task<bool> RaiseAsync(string run, string name, CancellationToken cancellation)
    {
        if (_underWay.TryGetValue(run, out var hosted))
        {
            // To resume is for runs that stopped: a run that is told while it is under way would not stop when it has to.
            if (name != RunEvents.Cancel) return false;

            hosted.Cancel();
            return true;
        }

        var phase = (await ActivityAsync(run, cancellation))?.Phase;
        if (phase is null or RunPhase.Ended || (phase == RunPhase.Running && name != RunEvents.Cancel)) return false;
        if (await InputOfAsync(run, cancellation) is not { } input) return false;

        return TryContinue(input, name);
    }

    public Task AtRestAsync(string run, CancellationToken cancellation) =>
        _underWay.TryGetValue(run, out var hosted) ? hosted.AtRest.WaitAsync(cancellation) : Task.CompletedTask;

    /// <summary>
    /// Lets the calls in flight finish and makes no more. Every run can be continued; one that is begun after this is noted, and not more.
    /// </summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_underWay.Values.Select(hosted => hosted.AtRest));
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }

    /// <returns>False if another process has the run, or if its journal cannot be used.</returns>
    private bool TryContinue(RunInput input, string? word)
    {
        try
        {
            if (TryOpen(input.Run) is not { } journal) return false;

            Host(journal, input, word);
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            var failed = new RunActivity(RunPhase.Failed, Fault: fault.Message);
            _failed[input.Run] = failed;
            rested?.Invoke(input.Run, failed);
            return false;
        }
    }

    /// <param name="word">One of <see cref="RunEvents"/> for the run to begin with, or null. To resume is told only to one that waits for it.</param>
    private void Host(Journal journal, RunInput input, string? word)
    {
        var hosted = new HostedRun(journal, activities(), time);
        var noted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        hosted.AtRest = noted.Task;
        _failed.TryRemove(input.Run, out _);
        _underWay[input.Run] = hosted;

        // Before it runs: one that has stopped would be at rest again by the time it is told.
        if (word == RunEvents.Cancel) hosted.Cancel();
        _ = FollowAsync(hosted.RunAsync(input, word == RunEvents.Resume ? word : null, _stop.Token));

        async Task FollowAsync(Task<RunActivity> running)
        {
            var activity = await running;
            if (activity.Phase == RunPhase.Failed) _failed[input.Run] = activity;
            _underWay.TryRemove(input.Run, out _);
            var goesOn = activity.Phase == RunPhase.Stopped && hosted.IsCancelled && TryContinue(input, RunEvents.Cancel);
            if (!goesOn && activity.Phase != RunPhase.Running) rested?.Invoke(input.Run, activity);
            noted.SetResult();
        }
    }

    /// <summary>
    /// Whether nothing is left to be done but by word from outside. A report alone does not tell: a run that stopped may have been resumed
    /// since, and one from the inbox is not over before its file is filed away.
    /// </summary>
    private bool IsAtRest(RunInput input, Report report)
    {
        if (report.State != RunState.Stopped && !input.IsFromInbox) return true;

        var last = report.State == RunState.Stopped ? SyncActivities.WriteReport.Name : SyncActivities.FileAway.Name;
        return LastOf(input.Run) is { Kind: JournalEventKind.Done } done && done.Name == last;
    }

    /// <returns>Null if the run is not defined, or not for this subscription or version.</returns>
    private async Task<RunInput?> InputOfAsync(string run, CancellationToken cancellation)
    {
        if (await RunDefinitionFile.ReadAsync(store.Open(run), cancellation) is not { } definition) return null;
        if (definition.Subscription != marketo.BaseUrl.Authority || SyncRequest.Of(definition) is not { } request) return null;

        return request.Input(run, marketo) with { IsFromInbox = definition.InboxVersion is not null };
    }

    private Journal? TryOpen(string run)
    {
        lock (_opening) return Journal.TryOpen(PathOf(run));
    }

    /// <summary>Not while a journal is being opened: whoever reads in it keeps it shut for others.</summary>
    private JournalEvent? LastOf(string run)
    {
        lock (_opening) return JournalTail.Last(PathOf(run));
    }

    private bool HasBegun(string run) => new FileInfo(PathOf(run)) is { Exists: true, Length: > 0 };

    private string PathOf(string run) => Path.Combine(folder, run, RunFiles.Journal);
}
