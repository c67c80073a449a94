using System.Text.Json.Serialization;

namespace MarketoSync.Reports;

/// <summary>What the run spent.</summary>
/// <param name="Total">Requests to the REST API.</param>
/// <param name="Errors">Those that did not succeed, by code.</param>
public sealed record ReportCalls(long Total, long Succeeded, IReadOnlyDictionary<string, long> Errors)
{
    /// <summary>Null where no look was taken, or Marketo did not tell.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ReportQuota? Quota { get; init; }
}
