using MarketoSync.Embedded;
using MarketoSync.Orchestration;
using MarketoSync.Runs;
using MarketoSync.Sending;
using MarketoSync.Storage.Files;

namespace MarketoSync.Cli.Running;

/// <summary>
/// Hosts the embedded engine: everything that a run needs, put together for one process. Runs that follow each other share one connection,
/// so that together they stay inside the limits.
/// </summary>
/// <param name="runs">The folder that runs are in.</param>
public sealed class SyncHost(MarketoConnection marketo, IRunStore store, string runs, TimeProvider time)
{
    /// <param name="input">What a new run begins with; one that is continued keeps what it began with.</param>
    /// <exception cref="UsageException">Another process is at work on the run.</exception>
    public async Task<EngineEnd> RunAsync(string run, RunInput input, Action<RunProgress> report, CancellationToken stop)
    {
        using var journal = Journal.TryOpen(Path.Combine(runs, run, RunFiles.Journal))
            ?? throw new UsageException($"Run {run} is being worked on by another process.");
        FolderEntries.Flush(Path.Combine(runs, run));

        // Steps keep the files of their run open: each run has its own.
        var steps = new SyncSteps(store, marketo.Client, marketo.Settings, time, new LeftInInbox());
        var engine = new EmbeddedEngine(journal, steps.Table(), time, report);
        return await engine.RunAsync(
            SyncOrchestration.RunAsync, input, OrchestrationJson.Default.RunInput, RunEvents.Resume, stop);
    }
}
