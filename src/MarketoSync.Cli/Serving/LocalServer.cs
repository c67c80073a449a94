using System.Net;
using MarketoSync.Api;
using MarketoSync.Api.Access;
using MarketoSync.Api.Syncs;
using MarketoSync.Cli.Running;
using MarketoSync.Configuration;
using MarketoSync.Embedded;
using MarketoSync.Inbox;
using MarketoSync.Marketo;
using MarketoSync.Queueing;
using MarketoSync.Runs;
using MarketoSync.Sending;
using MarketoSync.Storage.Files;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MarketoSync.Cli.Serving;

/// <summary>Everything that the API needs, put together for one process: all runs share one token, one budget and one connection pool.</summary>
internal sealed class LocalServer : IAsyncDisposable
{
    private const string SharedFolder = "_shared";

    private readonly CancellationTokenSource _stop = new();
    private readonly MarketoConnection _marketo;
    private readonly EmbeddedRuns _engine;
    private readonly WebApplication _app;
    private readonly IntakeRound _round;
    private readonly TimeProvider _time;
    private readonly string? _expression;
    private Task _takingUp = Task.CompletedTask;
    private Task _rounds = Task.CompletedTask;
    private Task _upkeep = Task.CompletedTask;

    public LocalServer(ServeArguments arguments, IPEndPoint endPoint, MarketoSettings marketo, SyncSettings sync, Terminal terminal)
    {
        var (time, runs, store) = (terminal.Time, arguments.Runs, new FileRunStore(arguments.Runs));
        _marketo = new MarketoConnection(terminal, marketo, runs);

        // Each run has steps of its own, which keep its files open: they go when it comes to rest.
        InboxSweep? inbox = null;
        _engine = new EmbeddedRuns(runs, store, marketo, () => new SyncSteps(store, _marketo.Client, marketo, time, inbox).Table(), time, Tell);

        var (starter, intake) = (new RunStarter(store, _engine, marketo, time), new RunIntake(store, _marketo.Schemas, marketo, time));
        var shared = Path.Combine(runs, SharedFolder);
        var exclusive = new FileExclusive(Path.Combine(shared, "turns"));
        var queue = new FileRecordQueue(Path.Combine(shared, "queue"), time);
        inbox = new InboxSweep(new FileInbox(InboxOf(arguments, sync)), store, exclusive, intake, starter, sync, time);
        _round = new IntakeRound(new QueueDrain(queue, store, exclusive, intake, starter, time), inbox);
        (_expression, _time) = (sync.Schedule, time);

        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(endPoint);
        });
        builder.Logging.ClearProviders().AddProvider(new TerminalLog(terminal));
        builder.Services
            .AddSingleton<IHostLifetime, NoLifetime>()
            .Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(5))
            .AddSingleton<IRunStore>(store)
            .AddSingleton<IRunEngine>(_engine)
            .AddSingleton(starter)
            .AddSingleton(intake)
            .AddSingleton(inbox)
            .AddSingleton<IRecordQueue>(queue)
            .AddSingleton(marketo)
            .AddSingleton(sync)
            .AddSingleton(time)
            .AddSingleton(_marketo.Http)
            .AddSingleton(AccessRules.OfThisMachine(sync))
            .AddMarketoSyncApi();
        _app = builder.Build();
        _app.MapMarketoSync();

        void Tell(string run, RunActivity activity) => RunLog.AtRest(_app!.Logger, run, activity);
    }

    /// <returns>Where it listens, with a slash at the end.</returns>
    public async Task<Uri> StartAsync()
    {
        await _app.StartAsync();
        _takingUp = TakeUpAsync();
        if (_expression is not null)
            _rounds = new Schedule(_expression, _round.RunAsync, _time, fault => RunLog.RoundFailed(_app.Logger, fault)).RunAsync(_stop.Token);
        var keys = _app.Services.GetRequiredService<ExpiredKeys>();
        _upkeep = new Schedule(SyncSettings.UpkeepSchedule, keys.RemoveAsync, _time, fault => RunLog.KeysNotRemoved(_app.Logger, fault)).RunAsync(_stop.Token);
        return new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_takingUp, _rounds, _upkeep);

        // First, because requests that wait for a run are answered when it comes to rest.
        await _engine.StopAsync();
        await _app.StopAsync();
        await _engine.DisposeAsync();
        await _app.DisposeAsync();
        _marketo.Dispose();
        _stop.Dispose();
    }

    private static string InboxOf(ServeArguments arguments, SyncSettings sync) =>
        arguments.Inbox ?? Path.Combine(Path.GetDirectoryName(Path.GetFullPath(arguments.Runs).TrimEnd(Path.DirectorySeparatorChar)) ?? arguments.Runs, sync.Inbox);

    private async Task TakeUpAsync()
    {
        try
        {
            await _engine.TakeUpAsync(_stop.Token);
        }
        catch (OperationCanceledException)
        {
        }
        catch (Exception fault)
        {
            RunLog.NotTakenUp(_app.Logger, fault.Message);
        }
    }
}
