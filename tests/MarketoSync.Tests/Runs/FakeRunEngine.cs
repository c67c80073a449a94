using System.Collections.Concurrent;
using MarketoSync.Inbox;
using MarketoSync.Orchestration;
using MarketoSync.Reports;
using MarketoSync.Runs;

namespace MarketoSync.Tests.Runs;

/// <summary>Runs begin, and go on until the test ends them.</summary>
internal sealed class FakeRunEngine(MemoryRunStore store) : IRunEngine
{
    private readonly ConcurrentDictionary<string, RunActivity> _activities = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, RunInput> _inputs = new(StringComparer.Ordinal);

    /// <summary>In the order in which they began.</summary>
    public ConcurrentQueue<string> Started { get; } = new();

    public IEnumerable<string> Going => Started.Where(run => _activities[run].Phase is RunPhase.Running or RunPhase.Stopped);

    public async Task StartAsync(RunInput input, CancellationToken cancellation)
    {
        Assert.NotNull(await RunDefinitionFile.ReadAsync(store.Open(input.Run), cancellation));
        if (!_inputs.TryAdd(input.Run, input)) return;

        if (input.IsFromInbox) Assert.DoesNotContain(Going, run => _inputs[run].IsFromInbox && !HasReport(run));
        Started.Enqueue(input.Run);
        _activities[input.Run] = new RunActivity(RunPhase.Running);
    }

    public Task<RunActivity?> ActivityAsync(string run, CancellationToken cancellation) =>
        Task.FromResult(_activities.GetValueOrDefault(run));

    public Task<bool> RaiseAsync(string run, string name, CancellationToken cancellation) => Task.FromResult(_activities.ContainsKey(run));

    public RunInput Input(string run) => _inputs[run];

    public void Set(string run, RunActivity activity) => _activities[run] = activity;

    public void Forget(string run) => _activities.TryRemove(run, out _);

    /// <summary>Takes a run to its end, as its orchestration does. If the process dies meanwhile the run is still going.</summary>
    public async Task EndAsync(string run, IFiling filing, RunState state = RunState.Completed)
    {
        var definition = (await RunDefinitionFile.ReadAsync(store.Open(run), default))!;
        await ReportFile.WriteAsync(store.Open(run), SampleReport(definition, state), default);
        try
        {
            if (_inputs[run].IsFromInbox) await filing.FileAwayAsync(run, default);
            Set(run, new RunActivity(RunPhase.Ended));
        }
        catch (Exception fault) when (fault is not ProcessDiedException)
        {
            Set(run, new RunActivity(RunPhase.Failed, Fault: fault.Message));
        }
    }

    private static Report SampleReport(RunDefinition run, RunState state) => new(
        run.Run, run.Target, run.Action, run.Mode, state, run.StartedAt, run.StartedAt, null,
        new Dictionary<string, long> { ["total"] = run.Records }, new(1, 1, 0), new(1, 1, new Dictionary<string, long>()), [], []);

    private bool HasReport(string run) => ReportFile.ReadAsync(store.Open(run), default).GetAwaiter().GetResult() is not null;
}
