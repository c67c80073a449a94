using System.Globalization;
using System.Text.Json;
using MarketoSync.Orchestration;

namespace MarketoSync.Embedded;

/// <summary>
/// The orchestration's window on the engine. Steps are numbered in the order in which the code asks for them,
/// which is the same in each run of it.
/// </summary>
internal sealed class EmbeddedContext(Action<RunProgress> report) : IOrchestrationContext
{
    private readonly Dictionary<string, PendingStep> _pending = [];
    private readonly Dictionary<string, List<TaskCompletionSource>> _waiters = [];
    private readonly List<string> _earlyEvents = [];
    private RunProgress? _latest;
    private bool _isLive;
    private int _asked;

    public DateTimeOffset Now { get; private set; }

    public IReadOnlyCollection<PendingStep> Pending => _pending.Values;

    public Task<TOutput> CallAsync<TInput, TOutput>(Activity<TInput, TOutput> activity, TInput input)
    {
        var done = new TaskCompletionSource<TOutput>();
        Ask(activity.Name, input, default, output => done.SetResult(output!.Value.Deserialize(activity.Output)!));
        return done.Task;
    }

    /// <summary>A child shares the journal: one process has no history that would grow too long to read.</summary>
    public Task<TOutput> CallChildAsync<TInput, TOutput>(ChildOrchestration<TInput, TOutput> child, TInput input) =>
        child.Run(this, input);

    public Task DelayUntilAsync(DateTimeOffset due, CancellationToken cancellation)
    {
        var rang = new TaskCompletionSource();
        var step = Ask(null, null, due, _ => rang.TrySetResult());
        cancellation.UnsafeRegister(_ => Forget(step, rang, cancellation), null);
        return rang.Task;
    }

    public Task WaitForEventAsync(string name)
    {
        if (_earlyEvents.Remove(name)) return Task.CompletedTask;

        var came = new TaskCompletionSource();
        if (!_waiters.TryGetValue(name, out var waiters)) _waiters[name] = waiters = [];
        waiters.Add(came);
        return came.Task;
    }

    public void Report(RunProgress progress)
    {
        _latest = progress;
        if (_isLive) report(progress);
    }

    /// <summary>
    /// The past is over: progress is told from now on. Until then it was old news, and the pace would have counted what other processes did.
    /// </summary>
    public void GoLive()
    {
        _isLive = true;

        // With nothing pending the run had stopped, and what it was about to do then is no news either.
        if (_latest is { } latest && _pending.Count > 0) report(latest);
    }

    /// <summary>Lets the orchestration learn of an event.</summary>
    /// <exception cref="InvalidOperationException">The code did not ask for what the journal says happened: the code has changed.</exception>
    public void Happen(JournalEvent happened)
    {
        Now = happened.At;
        switch (happened.Kind)
        {
            case JournalEventKind.Started:
                break;
            case JournalEventKind.Event:
                Raise(happened.Name!);
                break;
            case JournalEventKind.Rang:
                // A timer that rang just as the code let it go: it is not missed, then or now.
                if (_pending.Remove(happened.Step!, out var timer)) Finish(timer, null);
                break;
            default:
                if (!_pending.Remove(happened.Step!, out var step) || step.Name != happened.Name)
                {
                    throw new InvalidOperationException(
                        $"The journal tells of step {happened.Step} ({happened.Name}), which this version of the program does not take at that point. Continue the run with the version that began it.");
                }

                Finish(step, happened.Output);
                break;
        }
    }

    public bool IsPending(PendingStep step) => _pending.ContainsKey(step.Step);

    private static void Finish(PendingStep step, JsonElement? output)
    {
        step.Timer?.Dispose();
        step.Complete(output);
    }

    private PendingStep Ask(string? name, object? input, DateTimeOffset due, Action<JsonElement?> complete)
    {
        var step = new PendingStep((_asked++).ToString(CultureInfo.InvariantCulture), name, input, due, complete);
        _pending.Add(step.Step, step);
        return step;
    }

    private void Forget(PendingStep step, TaskCompletionSource rang, CancellationToken cancellation)
    {
        step.Timer?.Dispose();
        _pending.Remove(step.Step);
        rang.TrySetCanceled(cancellation);
    }

    private void Raise(string name)
    {
        if (!_waiters.Remove(name, out var waiters))
        {
            _earlyEvents.Add(name);
            return;
        }

        foreach (var waiter in waiters) waiter.TrySetResult();
    }
}
