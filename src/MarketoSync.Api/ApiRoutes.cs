using MarketoSync.Api.Health;
using MarketoSync.Api.OpenApi;
using MarketoSync.Api.Records;
using MarketoSync.Api.Syncs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace MarketoSync.Api;

/// <summary>The API as routes of an ASP.NET Core server.</summary>
public static class ApiRoutes
{
    private const string Root = "/api/";

    /// <summary>Maps every path. A path takes each method and refuses those that it has not, so that every answer is the API's own.</summary>
    public static void MapMarketoSync(this IEndpointRouteBuilder routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        routes.Map(Root + ApiPaths.Syncs, http => Api<SyncsApi>(http).SyncsAsync(http));
        routes.Map(Root + ApiPaths.Sync, http => Api<SyncsApi>(http).SyncAsync(http, Value(http, "id")));
        routes.Map(Root + ApiPaths.Report, http => Api<SyncsApi>(http).ReportAsync(http, Value(http, "id")));
        routes.Map(Root + ApiPaths.Results, http => Api<SyncsApi>(http).ResultsAsync(http, Value(http, "id")));
        routes.Map(Root + ApiPaths.Cancel, http => Api<SyncsApi>(http).CancelAsync(http, Value(http, "id")));
        routes.Map(Root + ApiPaths.Resume, http => Api<SyncsApi>(http).ResumeAsync(http, Value(http, "id")));
        routes.Map(Root + ApiPaths.Retry, http => Api<SyncsApi>(http).RetryAsync(http, Value(http, "id")));
        routes.Map(Root + ApiPaths.Records, http => Api<RecordsApi>(http).RecordsAsync(http, Value(http, "target")));
        routes.Map(Root + ApiPaths.Queue, http => Api<QueueApi>(http).QueueAsync(http));
        routes.Map(Root + ApiPaths.PutBack, http => Api<QueueApi>(http).PutBackAsync(http));
        routes.Map(Root + ApiPaths.Health, http => Api<HealthApi>(http).HealthAsync(http));
        routes.Map(Root + ApiPaths.Document, http => Api<DocumentApi>(http).DocumentAsync(http));
        routes.MapFallback(http => Api<DocumentApi>(http).NothingAsync(http));
    }

    private static T Api<T>(HttpContext http)
        where T : notnull => http.RequestServices.GetRequiredService<T>();

    private static string Value(HttpContext http, string name) => (string)http.GetRouteValue(name)!;
}
