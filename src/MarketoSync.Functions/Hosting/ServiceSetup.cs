using Azure.Storage.Blobs;
using MarketoSync.Api.Access;
using MarketoSync.Api.Health;
using MarketoSync.Api.OpenApi;
using MarketoSync.Api.Syncs;
using MarketoSync.Budget;
using MarketoSync.Budget.Leasing;
using MarketoSync.Configuration;
using MarketoSync.Functions.Budget;
using MarketoSync.Marketo;
using MarketoSync.Runs;
using MarketoSync.Sending;
using MarketoSync.Storage.Blobs;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MarketoSync.Functions.Hosting;

/// <summary>Puts the app together: the core, on blobs and queues, with Durable Functions as its engine.</summary>
public static class ServiceSetup
{
    private const string RunsContainer = "runs";

    /// <exception cref="InvalidOperationException">Names each setting that is missing or wrong.</exception>
    public static void AddMarketoSync(this FunctionsApplicationBuilder builder)
    {
        var marketo = Checked(SettingsReader.TryRead(Read, out var marketoErrors), marketoErrors);
        var sync = Checked(SyncSettingsReader.TryRead(Read, out var syncErrors), syncErrors);

        builder.Services.AddSingleton(TimeProvider.System).AddSingleton(marketo).AddSingleton(sync);
        AddStorage(builder.Services, Read("AzureWebJobsStorage")!);
        AddMarketo(builder.Services, marketo);
        AddEngine(builder.Services);
        AddApi(builder.Services, sync);
        builder.AddTelemetry();

        string? Read(string key) => builder.Configuration[key.Replace("__", ":", StringComparison.Ordinal)];
    }

    private static void AddStorage(IServiceCollection services, string connection) => services
        .AddSingleton<IRunStore>(new BlobRunStore(new BlobServiceClient(connection), RunsContainer));

    private static void AddMarketo(IServiceCollection services, MarketoSettings settings) => services
        .AddSingleton(MarketoHttp.Create(settings))
        .AddSingleton<ServerClock>()
        .AddSingleton<AccessTokens>()
        .AddSingleton<MarketoClient>()
        .AddSingleton(new LeaseTerms(
            new CallLimits(settings.CallsPerWindow, settings.Window, settings.MaxConcurrentCalls, settings.DailyCallLimit),
            Target.All.Max(settings.TimeoutFor)))
        .AddSingleton<ICallBook>(services => new DurableCallBook(
            services.GetRequiredService<DurableClients>(), settings.BaseUrl.Authority, services.GetRequiredService<TimeProvider>()))
        .AddSingleton<ICallBudget>(services => new LeasedCallBudget(
            WorkerName.New(),
            services.GetRequiredService<LeaseTerms>(),
            services.GetRequiredService<ICallBook>(),
            services.GetRequiredService<TimeProvider>()));

    private static void AddEngine(IServiceCollection services) => services
        .AddSingleton<DurableClients>()
        .AddSingleton<IRunEngine, DurableRunEngine>()
        .AddSingleton(services => new SyncSteps(
            services.GetRequiredService<IRunStore>(),
            services.GetRequiredService<MarketoClient>(),
            services.GetRequiredService<MarketoSettings>(),
            services.GetRequiredService<TimeProvider>(),
            mayBeAlive: true,
            log: services.GetRequiredService<ILogger<SyncSteps>>()))
        .AddSingleton(services => services.GetRequiredService<SyncSteps>().Table());

    /// <summary>
    /// The host lets nobody without a function key pass to the runs. What is open to it, records and health, checks by itself.
    /// </summary>
    private static void AddApi(IServiceCollection services, SyncSettings sync) => services
        .AddSingleton(AccessRules.ByKey(sync))
        .AddSingleton(services => new SyncsApi(
            services.GetRequiredService<IRunStore>(),
            services.GetRequiredService<IRunEngine>(),
            services.GetRequiredService<MarketoSettings>(),
            AccessRules.CheckedBefore(sync),
            services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<ILogger<SyncsApi>>()))
        .AddSingleton<HealthApi>()
        .AddSingleton<DocumentApi>();

    private static T Checked<T>(T? settings, IReadOnlyList<string> errors)
        where T : class => settings ?? throw new InvalidOperationException(string.Join(Environment.NewLine, errors));
}
