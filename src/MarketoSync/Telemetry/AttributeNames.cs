namespace MarketoSync.Telemetry;

/// <summary>
/// What spans and metrics are described by: OpenTelemetry's own names where it has one. None may hold a key, a value, a message of
/// Marketo's, a query or the name of a file.
/// </summary>
public static class AttributeNames
{
    public const string HttpMethod = "http.request.method";
    public const string HttpStatus = "http.response.status_code";
    public const string HttpBodySize = "http.request.body.size";
    public const string ServerAddress = "server.address";
    public const string ServerPort = "server.port";
    public const string UrlTemplate = "url.template";

    /// <summary>Marketo's code, the HTTP status or a word of ours, see <see cref="ErrorType"/>.</summary>
    public const string ErrorType = "error.type";

    /// <summary>Marketo's own name for a call, which its support asks for.</summary>
    public const string RequestId = "marketo.request_id";

    public const string Run = "marketosync.run.id";
    public const string Batch = "marketosync.batch.id";
    public const string BatchRecords = "marketosync.batch.records";
    public const string Step = "marketosync.step";
    public const string Target = "marketosync.target";
    public const string Action = "marketosync.action";
    public const string Outcome = "marketosync.outcome";
    public const string Status = "marketosync.status";
    public const string Decision = "marketosync.decision";
    public const string State = "marketosync.state";
}
