using MarketoSync.Budget;
using MarketoSync.Embedded;
using MarketoSync.Marketo;
using MarketoSync.Orchestration;
using MarketoSync.Runs;
using MarketoSync.Sending;
using MarketoSync.Storage.Files;

namespace MarketoSync.Cli.Running;

/// <summary>Hosts the embedded engine: everything that a run needs, put together for one process.</summary>
public sealed class SyncHost : IDisposable
{
    private readonly string _runs;
    private readonly TimeProvider _time;
    private readonly HttpClient _http;
    private readonly AccessTokens _tokens;
    private readonly CallBudget _budget;
    private readonly SyncSteps _steps;

    /// <param name="runs">The folder that runs are in.</param>
    public SyncHost(MarketoSettings settings, IRunStore store, string runs, TimeProvider time)
    {
        (_runs, _time) = (runs, time);
        var clock = new ServerClock();
        _http = MarketoHttp.Create(settings);
        _tokens = new AccessTokens(_http, settings, clock, time);
        _budget = new CallBudget(
            CallLimits.Of(settings),
            new DailyCallFile(runs, $"{settings.BaseUrl.Host}-{settings.BaseUrl.Port}"),
            time);
        _steps = new SyncSteps(store, new MarketoClient(_http, settings, _tokens, _budget, clock, time), settings, time, new LeftInInbox());
    }

    /// <param name="input">What a new run begins with; one that is continued keeps what it began with.</param>
    /// <exception cref="UsageException">Another process is at work on the run.</exception>
    public async Task<EngineEnd> RunAsync(string run, RunInput input, Action<RunProgress> report, CancellationToken stop)
    {
        using var journal = Journal.TryOpen(Path.Combine(_runs, run, RunFiles.Journal))
            ?? throw new UsageException($"Run {run} is being worked on by another process.");
        FolderEntries.Flush(Path.Combine(_runs, run));
        var engine = new EmbeddedEngine(journal, _steps.Table(), _time, report);
        return await engine.RunAsync(
            SyncOrchestration.RunAsync, input, OrchestrationJson.Default.RunInput, RunEvents.Resume, stop);
    }

    public void Dispose()
    {
        _budget.Dispose();
        _tokens.Dispose();
        _http.Dispose();
    }
}
