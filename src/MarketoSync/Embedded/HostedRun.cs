using MarketoSync.Orchestration;
using MarketoSync.Runs;

namespace MarketoSync.Embedded;

/// <summary>A run that is under way in this process.</summary>
internal sealed class HostedRun
{
    private readonly Journal _journal;
    private readonly EmbeddedEngine _engine;
    private volatile RunProgress? _progress;
    private volatile bool _isCancelled;

    /// <param name="journal">Is closed when the run comes to rest: then another process may continue it.</param>
    public HostedRun(Journal journal, ActivityTable activities, TimeProvider time)
    {
        _journal = journal;
        _engine = new EmbeddedEngine(journal, activities, time, progress => _progress = progress);
    }

    public RunProgress? Progress => _progress;

    /// <summary>Whether it was told to cancel. One that came to rest just then may not have heard.</summary>
    public bool IsCancelled => _isCancelled;

    /// <summary>Completes once all is noted of how the run came to rest.</summary>
    public Task AtRest { get; set; } = Task.CompletedTask;

    public void Cancel()
    {
        _isCancelled = true;
        _engine.Raise(RunEvents.Cancel);
    }

    /// <summary>When this returns, before it completes, a new run's beginning is on the disk.</summary>
    /// <param name="ifWaiting">The event to raise if the run waits for one and for nothing else.</param>
    public async Task<RunActivity> RunAsync(RunInput input, string? ifWaiting, CancellationToken stop)
    {
        try
        {
            var end = await _engine.RunAsync(SyncOrchestration.RunAsync, input, OrchestrationJson.Default.RunInput, ifWaiting, stop);
            var phase = end switch
            {
                EngineEnd.Finished => RunPhase.Ended,
                EngineEnd.Waiting => RunPhase.Stopped,
                _ => RunPhase.Running,
            };
            return new RunActivity(phase, _progress);
        }
        catch (Exception fault)
        {
            return new RunActivity(RunPhase.Failed, _progress, fault.Message);
        }
        finally
        {
            _journal.Dispose();
        }
    }
}
