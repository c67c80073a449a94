using MarketoSync.Budget;
using MarketoSync.Embedded;
using MarketoSync.Marketo;
using MarketoSync.Orchestration;
using MarketoSync.Runs;
using MarketoSync.Sending;
using MarketoSync.Storage.Files;

namespace MarketoSync.Cli.Running;

/// <summary>
/// Hosts the embedded engine: everything that a run needs, put together for one process. Runs that follow each other share one token,
/// one budget and one connection pool, so that together they stay inside the limits.
/// </summary>
public sealed class SyncHost : IDisposable
{
    private readonly MarketoSettings _settings;
    private readonly IRunStore _store;
    private readonly string _runs;
    private readonly TimeProvider _time;
    private readonly HttpClient _http;
    private readonly AccessTokens _tokens;
    private readonly CallBudget _budget;
    private readonly MarketoClient _client;

    /// <param name="runs">The folder that runs are in.</param>
    public SyncHost(MarketoSettings settings, IRunStore store, string runs, TimeProvider time)
    {
        (_settings, _store, _runs, _time) = (settings, store, runs, time);
        var clock = new ServerClock();
        _http = MarketoHttp.Create(settings);
        _tokens = new AccessTokens(_http, settings, clock, time);
        _budget = new CallBudget(
            CallLimits.Of(settings),
            new DailyCallFile(runs, $"{settings.BaseUrl.Host}-{settings.BaseUrl.Port}"),
            time);
        _client = new MarketoClient(_http, settings, _tokens, _budget, clock, time);
    }

    /// <param name="input">What a new run begins with; one that is continued keeps what it began with.</param>
    /// <exception cref="UsageException">Another process is at work on the run.</exception>
    public async Task<EngineEnd> RunAsync(string run, RunInput input, Action<RunProgress> report, CancellationToken stop)
    {
        using var journal = Journal.TryOpen(Path.Combine(_runs, run, RunFiles.Journal))
            ?? throw new UsageException($"Run {run} is being worked on by another process.");
        FolderEntries.Flush(Path.Combine(_runs, run));

        // Steps keep the files of their run open: each run has its own.
        var steps = new SyncSteps(_store, _client, _settings, _time, new LeftInInbox());
        var engine = new EmbeddedEngine(journal, steps.Table(), _time, report);
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
