namespace MarketoSync.Api;

/// <summary>The API's paths below <c>/api/</c>, as route templates.</summary>
public static class ApiPaths
{
    public const string Syncs = "syncs";
    public const string Sync = "syncs/{id}";
    public const string Report = "syncs/{id}/report";
    public const string Results = "syncs/{id}/results";
    public const string Cancel = "syncs/{id}/cancel";
    public const string Resume = "syncs/{id}/resume";
    public const string Retry = "syncs/{id}/retry";
    public const string Records = "records/{*target}";
    public const string Queue = "queue";
    public const string PutBack = "queue/put-back";
    public const string Health = "health";
    public const string Document = "openapi.json";
}
