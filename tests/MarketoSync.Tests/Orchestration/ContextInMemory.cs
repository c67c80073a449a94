using MarketoSync.Orchestration;

namespace MarketoSync.Tests.Orchestration;

/// <summary>
/// Runs an orchestration on one thread and in simulated time: what is under way ends in the order of time, so a seed gives one course.
/// </summary>
internal sealed class ContextInMemory(RunModel model) : IOrchestrationContext
{
    private readonly PriorityQueue<Action, (DateTimeOffset At, int Order)> _ahead = new();
    private readonly Dictionary<string, List<TaskCompletionSource>> _waiters = [];
    private int _order;

    public DateTimeOffset Now { get; private set; } = new(2026, 11, 20, 18, 0, 0, TimeSpan.Zero);

    /// <summary>Children that were called.</summary>
    public int Generations { get; private set; }

    public static (ContextInMemory Context, Task<RunEnd> Run) Start(RunModel model)
    {
        // All continues where it is completed: one thread, one course.
        SynchronizationContext.SetSynchronizationContext(null);
        var context = new ContextInMemory(model);
        return (context, SyncOrchestration.RunAsync(context, model.Input));
    }

    /// <summary>Runs until the orchestration ends or waits for nothing but events.</summary>
    public bool Run(Task orchestration, Func<bool>? until = null)
    {
        while (!orchestration.IsCompleted && _ahead.TryDequeue(out var happen, out var next))
        {
            if (next.At > Now) Now = next.At;
            happen();
            if (until?.Invoke() == true) break;
        }

        if (orchestration.IsFaulted) System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(orchestration.Exception!.InnerException!);
        return orchestration.IsCompleted;
    }

    public void Raise(string name)
    {
        if (_waiters.Remove(name, out var waiters)) waiters.ForEach(waiter => waiter.SetResult());
    }

    public Task<TOutput> CallAsync<TInput, TOutput>(Activity<TInput, TOutput> activity, TInput input)
    {
        var done = new TaskCompletionSource<TOutput>();
        var end = model.Begin(input!, Now, out var takes);
        Schedule(Now + takes, () => done.SetResult((TOutput)end(Now)));
        return done.Task;
    }

    public async Task<TOutput> CallChildAsync<TInput, TOutput>(ChildOrchestration<TInput, TOutput> child, TInput input)
    {
        // Through JSON, as an engine with histories hands it over.
        Generations++;
        var json = System.Text.Json.JsonSerializer.Serialize(input, child.Input);
        var output = await child.Run(this, System.Text.Json.JsonSerializer.Deserialize(json, child.Input)!);
        json = System.Text.Json.JsonSerializer.Serialize(output, child.Output);
        return System.Text.Json.JsonSerializer.Deserialize(json, child.Output)!;
    }

    public Task DelayUntilAsync(DateTimeOffset due, CancellationToken cancellation)
    {
        var rang = new TaskCompletionSource();
        cancellation.UnsafeRegister(_ => rang.TrySetCanceled(cancellation), null);
        Schedule(due, () => rang.TrySetResult());
        return rang.Task;
    }

    public Task WaitForEventAsync(string name)
    {
        var came = new TaskCompletionSource();
        if (!_waiters.TryGetValue(name, out var waiters)) _waiters[name] = waiters = [];
        waiters.Add(came);
        return came.Task;
    }

    public void Report(RunProgress progress) => model.Reported(progress);

    private void Schedule(DateTimeOffset at, Action happen) => _ahead.Enqueue(happen, (at, _order++));
}
