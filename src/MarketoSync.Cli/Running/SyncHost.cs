using MarketoSync.Embedded;
using MarketoSync.Orchestration;
using MarketoSync.Runs;
using MarketoSync.Sending;
using MarketoSync.Storage.Files;

namespace MarketoSync.Cli.Running;

/// <summary>Hosts the embedded engine: everything that a run needs, put together for one process.</summary>
/// <param name="runs">The folder that runs are in.</param>
public sealed class SyncHost(MarketoConnection marketo, IRunStore store, string runs, TimeProvider time)
{
    private readonly SyncSteps _steps = new(store, marketo.Client, marketo.Settings, time, new LeftInInbox());

    /// <param name="input">What a new run begins with; one that is continued keeps what it began with.</param>
    /// <exception cref="UsageException">Another process is at work on the run.</exception>
    public async Task<EngineEnd> RunAsync(string run, RunInput input, Action<RunProgress> report, CancellationToken stop)
    {
        using var journal = Journal.TryOpen(Path.Combine(runs, run, RunFiles.Journal))
            ?? throw new UsageException($"Run {run} is being worked on by another process.");
        FolderEntries.Flush(Path.Combine(runs, run));
        var engine = new EmbeddedEngine(journal, _steps.Table(), time, report);
        return await engine.RunAsync(
            SyncOrchestration.RunAsync, input, OrchestrationJson.Default.RunInput, RunEvents.Resume, stop);
    }
}
