using System.Text.Json.Serialization;

namespace MarketoSync.Runs;

/// <summary>How a run ended.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RunState>))]
public enum RunState
{
    [JsonStringEnumMemberName("completed")] Completed,

    /// <summary>It stopped before its end and can be continued.</summary>
    [JsonStringEnumMemberName("stopped")] Stopped,

    [JsonStringEnumMemberName("cancelled")] Cancelled,
}
