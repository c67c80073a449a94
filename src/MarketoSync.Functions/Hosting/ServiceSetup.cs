using MarketoSync.Api;
using MarketoSync.Api.Access;
using MarketoSync.Api.Health;
using MarketoSync.Api.OpenApi;
using MarketoSync.Api.Records;
using MarketoSync.Api.Syncs;
using MarketoSync.Budget;
using MarketoSync.Budget.Leasing;
using MarketoSync.Configuration;
using MarketoSync.Functions.Budget;
using MarketoSync.Functions.Schedule;
using MarketoSync.Inbox;
using MarketoSync.Marketo;
using MarketoSync.Preflight;
using MarketoSync.Queueing;
using MarketoSync.Runs;
using MarketoSync.Sending;
using MarketoSync.Storage;
using MarketoSync.Storage.Blobs;
using MarketoSync.Storage.Queues;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MarketoSync.Functions.Hosting;

/// <summary>Puts the app together: the core, on blobs and queues, with Durable Functions as its engine.</summary>
public static class ServiceSetup
{
    /// <summary>What answers those who have shown a function key.</summary>
    public const string WithKey = "with key";

    private const string RunsContainer = "runs";
    private const string ClaimsContainer = "claims";
    private const string RecordsQueue = "marketo-records";

    /// <exception cref="InvalidOperationException">Names each setting that is missing or wrong.</exception>
    public static void AddMarketoSync(this FunctionsApplicationBuilder builder)
    {
        var marketo = Checked(SettingsReader.TryRead(Read, out var marketoErrors), marketoErrors);
        var sync = Checked(SyncSettingsReader.TryRead(Read, out var syncErrors), syncErrors);

        if (sync.Schedule is null || Read("SyncSchedule") != sync.Schedule)
            throw new InvalidOperationException("Sync__Schedule must be set, and SyncSchedule to the same: it is the name by which the timer finds it.");
        var storage = Checked(StorageConnectionReader.TryRead(Read, out var storageErrors), storageErrors);
        builder.Services.AddSingleton(TimeProvider.System).AddSingleton(marketo).AddSingleton(sync);
        AddStorage(builder.Services, storage, sync);
        AddMarketo(builder.Services, marketo);
        AddEngine(builder.Services);
        AddUpkeep(builder.Services);
        AddApi(builder.Services, sync, HostAddress(Read("WEBSITE_HOSTNAME")));
        builder.AddTelemetry();

        string? Read(string key) => builder.Configuration[key.Replace("__", ":", StringComparison.Ordinal)];
    }

    private static void AddStorage(IServiceCollection services, StorageConnection storage, SyncSettings sync) => services
        .AddSingleton<IRunStore>(new BlobRunStore(storage.Blobs, RunsContainer))
        .AddSingleton<IExclusive>(new BlobExclusive(storage.Blobs, RunsContainer, TimeProvider.System))
        .AddSingleton<IInbox>(new BlobInbox(storage.Blobs, sync.Inbox))
        .AddSingleton<IRecordQueue>(new AzureRecordQueue(storage.Queues, storage.Blobs, RecordsQueue, ClaimsContainer));

    private static void AddMarketo(IServiceCollection services, MarketoSettings settings) => services
        .AddSingleton(MarketoHttp.Create(settings))
        .AddSingleton<ServerClock>()
        .AddSingleton<AccessTokens>()
        .AddSingleton<MarketoClient>()
        .AddSingleton<ISchemaSource, SchemaSource>()
        .AddSingleton(new LeaseTerms(
            CallLimits.Of(settings),
            settings.TimeoutFor(Target.LongestServerTimeout)))
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
        .AddSingleton<RunStarter>()
        .AddSingleton<RunIntake>()
        .AddSingleton<QueueDrain>()
        .AddSingleton<InboxSweep>()
        .AddSingleton<IntakeRound>()
        .AddSingleton(services => new SyncSteps(
            services.GetRequiredService<IRunStore>(),
            services.GetRequiredService<MarketoClient>(),
            services.GetRequiredService<MarketoSettings>(),
            services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<InboxSweep>(),
            mayBeAlive: true,
            log: services.GetRequiredService<ILogger<SyncSteps>>()))
        .AddSingleton(services => services.GetRequiredService<SyncSteps>().Table());

    private static void AddUpkeep(IServiceCollection services) => services
        .AddSingleton<RunInstances>()
        .AddSingleton<BrokenRuns>()
        .AddSingleton<OldHistories>()
        .AddSingleton<UpkeepRound>();

    /// <summary>
    /// The host lets nobody without a function key pass to the runs. What is open to it, records and health, is asked for a key here.
    /// </summary>
    private static void AddApi(IServiceCollection services, SyncSettings sync, Uri host)
    {
        var withKey = AccessRules.CheckedBefore(sync);
        services
            .AddMarketoSyncApi()
            .AddSingleton(AccessRules.ByKey(sync))
            .AddSingleton(services => ActivatorUtilities.CreateInstance<SyncsApi>(services, withKey))
            .AddSingleton(services => ActivatorUtilities.CreateInstance<QueueApi>(services, withKey))
            .AddSingleton(services => ActivatorUtilities.CreateInstance<DocumentApi>(services, withKey))
            .AddKeyedSingleton(WithKey, (services, _) => ActivatorUtilities.CreateInstance<RecordsApi>(services, withKey))
            .AddKeyedSingleton(WithKey, (services, _) => ActivatorUtilities.CreateInstance<HealthApi>(services, withKey))
            .AddSingleton(services => new HostKeys(
                new HttpClient { Timeout = TimeSpan.FromSeconds(10) }, host, services.GetRequiredService<TimeProvider>()));
    }

    /// <summary>Where the host listens, as it tells its workers.</summary>
    private static Uri HostAddress(string? name)
    {
        var host = new Uri($"http://{name ?? "localhost"}");
        return host.IsLoopback ? host : new UriBuilder(host) { Scheme = Uri.UriSchemeHttps, Port = -1 }.Uri;
    }

    private static T Checked<T>(T? settings, IReadOnlyList<string> errors)
        where T : class => settings ?? throw new InvalidOperationException(string.Join(Environment.NewLine, errors));
}
