using System.Collections.Concurrent;
using MarketoSync.Orchestration;
using MarketoSync.Runs;

namespace MarketoSync.Api.Tests.Support;

/// <summary>An engine that does nothing but what a test tells it.</summary>
internal sealed class FakeEngine : IRunEngine, IRunWatch
{
    private readonly ConcurrentDictionary<string, RunActivity> _activities = new();

    public ConcurrentQueue<RunInput> Started { get; } = new();

    public ConcurrentQueue<(string Run, string Name)> Raised { get; } = new();

    /// <summary>Whether a run that is told to resume does so only when the test says so.</summary>
    public bool HearsLate { get; set; }

    /// <summary>Told of each run whose activity is asked for.</summary>
    public Action<string> Asked { get; set; } = _ => { };

    /// <summary>Called before a run is begun.</summary>
    public Action<RunInput> Starting { get; set; } = _ => { };

    /// <summary>Completed when a run of the test's comes to rest.</summary>
    public TaskCompletionSource Rest { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource Watched { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public RunActivity this[string run]
    {
        set => _activities[run] = value;
    }

    public void Forget(string run) => _activities.TryRemove(run, out _);

    public Task StartAsync(RunInput input, CancellationToken cancellation)
    {
        Starting(input);
        if (_activities.TryAdd(input.Run, new RunActivity(RunPhase.Running))) Started.Enqueue(input);
        return Task.CompletedTask;
    }

    public Task<RunActivity?> ActivityAsync(string run, CancellationToken cancellation)
    {
        Asked(run);
        return Task.FromResult(_activities.GetValueOrDefault(run));
    }

    public Task<bool> RaiseAsync(string run, string name, CancellationToken cancellation)
    {
        if (_activities.GetValueOrDefault(run) is null or { Phase: RunPhase.Ended } or { CanResume: false }) return Task.FromResult(false);
        Raised.Enqueue((run, name));
        if (name == RunEvents.Resume && !HearsLate) _activities[run] = new RunActivity(RunPhase.Running);
        return Task.FromResult(true);
    }

    public Task AtRestAsync(string run, CancellationToken cancellation)
    {
        Watched.TrySetResult();
        return Rest.Task.WaitAsync(cancellation);
    }
}
