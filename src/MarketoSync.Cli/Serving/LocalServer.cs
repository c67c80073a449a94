using System.Net;
using MarketoSync.Api;
using MarketoSync.Api.Access;
using MarketoSync.Budget;
using MarketoSync.Configuration;
using MarketoSync.Embedded;
using MarketoSync.Marketo;
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
    private readonly CancellationTokenSource _stop = new();
    private readonly HttpClient _http;
    private readonly AccessTokens _tokens;
    private readonly CallBudget _budget;
    private readonly EmbeddedRuns _engine;
    private readonly WebApplication _app;
    private Task _takingUp = Task.CompletedTask;

    public LocalServer(IPEndPoint endPoint, MarketoSettings marketo, SyncSettings sync, string runs, Terminal terminal)
    {
        var (time, clock, store) = (terminal.Time, new ServerClock(), new FileRunStore(runs));
        _http = MarketoHttp.Create(marketo);
        _tokens = new AccessTokens(_http, marketo, clock, time);
        _budget = new CallBudget(
            new CallLimits(marketo.CallsPerWindow, marketo.Window, marketo.MaxConcurrentCalls, marketo.DailyCallLimit),
            new DailyCallFile(runs, $"{marketo.BaseUrl.Host}-{marketo.BaseUrl.Port}"),
            time);
        var client = new MarketoClient(_http, marketo, _tokens, _budget, clock, time);

        // Each run has steps of its own, which keep its files open: they go when it comes to rest.
        _engine = new EmbeddedRuns(runs, store, marketo, () => new SyncSteps(store, client, marketo, time).Table(), time, Tell);

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
            .AddSingleton(marketo)
            .AddSingleton(sync)
            .AddSingleton(time)
            .AddSingleton(_http)
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
        return new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _takingUp;

        // First, because requests that wait for a run are answered when it comes to rest.
        await _engine.StopAsync();
        await _app.StopAsync();
        await _engine.DisposeAsync();
        await _app.DisposeAsync();
        _budget.Dispose();
        _tokens.Dispose();
        _http.Dispose();
        _stop.Dispose();
    }

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
