using System.Text;
using MarketoSync.Api.Access;
using MarketoSync.Api.Syncs;
using MarketoSync.Budget;
using MarketoSync.Budget.Leasing;
using MarketoSync.EndToEnd.Support;
using MarketoSync.Configuration;
using MarketoSync.Functions.Activities;
using MarketoSync.Functions.Budget;
using MarketoSync.Functions.Hosting;
using MarketoSync.Functions.Http;
using MarketoSync.Functions.Schedule;
using MarketoSync.Functions.Tests.Engine;
using MarketoSync.Inbox;
using MarketoSync.Marketo;
using MarketoSync.Orchestration;
using MarketoSync.Preflight;
using MarketoSync.Records;
using MarketoSync.Reports;
using MarketoSync.Runs;
using MarketoSync.Sending;
using MarketoSync.Simulator;
using MarketoSync.Storage.Files;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using CallLimits = MarketoSync.Budget.CallLimits;

namespace MarketoSync.Functions.Tests.Support;

/// <summary>The function app on the engine in memory, with runs in a folder and a simulated Marketo, all in one simulated time.</summary>
internal sealed class SyncApp : IAsyncDisposable
{
    public const string Run = "20261120-180000-test";

    /// <summary>Without limits, and with tokens that outlive a test: no step waits for time, which stands still while there is one to take.</summary>
    private static readonly SimulatorOptions s_unlimited = new() { CallsPerWindow = 0, DailyQuota = 0, TokenLifeSeconds = 30 * 86_400 };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("marketo-sync-test-");
    private readonly DurableClients _clients = new();
    private readonly ServerClock _clock = new();
    private readonly List<IAsyncDisposable> _budgets = [];
    private SyncFunctions _functions;

    private SyncApp(MarketoSimulator simulator, FakeTimeProvider time, AppOptions options)
    {
        (Simulator, Time, Options) = (simulator, time, options);
        Store = new FileRunStore(Path.Combine(_folder.FullName, "runs"));
        Settings = options.Settings(simulator.BaseUrl);
        Runs = new DurableRunEngine(_clients, Store);
        _functions = Functions();
    }

    public AppOptions Options { get; }

    public MarketoSimulator Simulator { get; }

    public FakeTimeProvider Time { get; }

    public FileRunStore Store { get; }

    public MarketoSettings Settings { get; private set; }

    public SyncSettings Sync { get; set; } = SyncSettingsReader.TryRead(_ => null, out _)!;

    public DurableRunEngine Runs { get; }

    public RunStarter Starter => new(Store, Runs, Settings, Time);

    public string RunFolder => Path.Combine(_folder.FullName, "runs", Run);

    public DurableEngine Engine { get; private set; } = null!;

    public static async Task<SyncApp> StartAsync(AppOptions? options = null, ILoggerFactory? logs = null)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 20, 18, 0, 0, TimeSpan.Zero));
        var simulator = await MarketoSimulator.StartAsync(s_unlimited with { ClientSecret = options?.MarketosSecret ?? "simulator-secret" }, time);
        var app = new SyncApp(simulator, time, options ?? new AppOptions());
        app.Engine = await DurableEngine.StartAsync(
            time, _ => app._functions, _ => new CallBookEntity(app.Terms, TimeProvider.System), logs);
        app._clients.Remember(app.Engine.Client);
        return app;
    }

    /// <summary>As after a deployment with other settings: the instances go on with it.</summary>
    public void Deploy(Func<MarketoSettings, MarketoSettings> change)
    {
        Settings = change(Settings);
        _functions = Functions();
    }

    /// <summary>Stores records as the run's.</summary>
    /// <returns>What the run begins with.</returns>
    public async Task<RunInput> TakeInAsync(string records)
    {
        Assert.True(SyncRequest.TryRead(new SyncOptions(Action: Options.Action, Mode: Options.IsByFiles ? "bulk" : null, Preflight: Options.IsPreflight ? "warn" : "off"), "people.ndjson", out var request, out _));
        using var source = new MemoryStream(Encoding.UTF8.GetBytes(records));
        await Intake().ReadAsync(Run, source, new RunOrigin("people.ndjson"), request, CancellationToken.None);
        return request.Input(Run, Settings);
    }

    /// <summary>Takes in so many <see cref="People"/>.</summary>
    public async Task<RunInput> TakeInAsync(int records, bool isNarrow = false)
    {
        var path = Path.Combine(_folder.FullName, "people.ndjson");
        People.Write(path, records, isNarrow);
        return await TakeInAsync(await File.ReadAllTextAsync(path));
    }

    /// <summary>Takes in so many <see cref="People"/> and begins their run.</summary>
    public async Task StartRunAsync(int records, bool isNarrow = false) =>
        await Runs.StartAsync(await TakeInAsync(records, isNarrow), CancellationToken.None);

    public Task<RunActivity?> ActivityAsync() => Runs.ActivityAsync(Run, CancellationToken.None);

    public Task<bool> RaiseAsync(string name) => Runs.RaiseAsync(Run, name, CancellationToken.None);

    public Task<bool> EndAsync(RunActivity activity) => Starter.EndAsync(Run, activity, CancellationToken.None);

    /// <summary>Purges what is older than it is kept.</summary>
    public Task PurgeAsync() => new OldHistories(new RunInstances(_clients), Store, Sync, Time).PurgeAsync(CancellationToken.None);

    /// <summary>Reports on what broke down.</summary>
    public Task ReportBrokenAsync() => new BrokenRuns(new RunInstances(_clients), Starter).ReportAsync(CancellationToken.None);

    /// <summary>The functions that callers reach over HTTP.</summary>
    public SyncsFunctions Http()
    {
        var intake = Intake();
        var (files, turns) = (Path.Combine(_folder.FullName, "inbox"), new FileExclusive(Path.Combine(_folder.FullName, "turns")));
        var inbox = new InboxSweep(new FileInbox(files), Store, turns, intake, Starter, Sync, Time);
        var api = new SyncsApi(
            Store, Runs, Starter, intake, inbox, Settings, Sync, AccessRules.CheckedBefore(Sync), Time, NullLogger<SyncsApi>.Instance);
        return new SyncsFunctions(api, _clients, Sync);
    }

    public async Task<Report> ReportAsync() => (await ReportFile.ReadAsync(Store.Open(Run), CancellationToken.None))!;

    public async Task<List<RecordResult>> ResultsAsync()
    {
        var results = new List<RecordResult>();
        await foreach (var result in ResultReader.ReadAsync(Store.Open(Run), null, CancellationToken.None)) results.Add(result);
        return results;
    }

    public SyncSteps Steps(ICallBudget budget, bool mayBeAlive)
    {
        return new SyncSteps(Store, Client(budget), Settings, Time, mayBeAlive: mayBeAlive);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var budget in _budgets) await budget.DisposeAsync();
        await Engine.DisposeAsync();
        await Simulator.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private LeaseTerms Terms => new(
        new CallLimits(Settings.CallsPerWindow, Settings.Window, Settings.MaxConcurrentCalls, Settings.DailyCallLimit), TimeSpan.FromSeconds(60));

    private RunIntake Intake() => new(Store, new SchemaSource(Client(Budget()), Store, Settings, Time), Settings, Time);

    private MarketoClient Client(ICallBudget budget)
    {
        var http = MarketoHttp.Create(Settings);
        return new MarketoClient(http, Settings, new AccessTokens(http, Settings, _clock, Time), budget, _clock, Time);
    }

    private SyncFunctions Functions() => new(Steps(Budget(), mayBeAlive: true).Table(), _clients);

    private ICallBudget Budget()
    {
        if (!Options.LeasesCalls) return new CallBudget(Terms.Limits, new DailyCallsInMemory(), Time);

        var budget = new LeasedCallBudget(
            "worker", Terms, new DurableCallBook(_clients, Settings.BaseUrl.Authority, TimeProvider.System), TimeProvider.System);
        _budgets.Add(budget);
        return budget;
    }
}
