using MarketoSync.Api.Health;
using MarketoSync.Api.OpenApi;
using MarketoSync.Api.Records;
using MarketoSync.Api.Syncs;
using Microsoft.Extensions.DependencyInjection;

namespace MarketoSync.Api;

/// <summary>The API's handlers, and what keeps their store tidy, as services.</summary>
public static class ApiServices
{
    /// <summary>
    /// Adds the handlers. They need, from the host: <c>IRunStore</c>, <c>IRunEngine</c>, <c>RunStarter</c>, <c>RunIntake</c>, <c>InboxSweep</c>, <c>IRecordQueue</c>, <c>MarketoSettings</c>,
    /// <c>SyncSettings</c>, <c>AccessRules</c>, <c>TimeProvider</c>, the <c>HttpClient</c> that Marketo is called by, and logging.
    /// </summary>
    public static IServiceCollection AddMarketoSyncApi(this IServiceCollection services) => services
        .AddSingleton<SyncsApi>()
        .AddSingleton<RecordsApi>()
        .AddSingleton<QueueApi>()
        .AddSingleton<HealthApi>()
        .AddSingleton<DocumentApi>()
        .AddSingleton<ExpiredKeys>();
}
