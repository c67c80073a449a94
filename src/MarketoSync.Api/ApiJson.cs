using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using MarketoSync.Api.Health;
using MarketoSync.Api.Problems;
using MarketoSync.Api.Records;
using MarketoSync.Api.Syncs;

namespace MarketoSync.Api;

/// <summary>The bodies of answers, and what the API keeps.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ProblemBody))]
[JsonSerializable(typeof(SyncAccepted))]
[JsonSerializable(typeof(SyncStatus))]
[JsonSerializable(typeof(SyncPage))]
[JsonSerializable(typeof(KeyedRequest))]
[JsonSerializable(typeof(SourceRequest))]
[JsonSerializable(typeof(RecordsQueued))]
[JsonSerializable(typeof(QueueStatus))]
[JsonSerializable(typeof(MessagesPutBack))]
[JsonSerializable(typeof(HealthStatus))]
internal sealed partial class ApiJson : JsonSerializerContext
{
    private static ApiJson? s_written;

    /// <summary>For answers, which are never taken for a page: texts stay readable.</summary>
    public static ApiJson Written =>
        s_written ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
