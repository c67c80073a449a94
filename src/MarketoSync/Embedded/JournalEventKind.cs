using System.Text.Json.Serialization;

namespace MarketoSync.Embedded;

[JsonConverter(typeof(JsonStringEnumConverter<JournalEventKind>))]
public enum JournalEventKind
{
    /// <summary>The orchestration began; its input is the output.</summary>
    [JsonStringEnumMemberName("started")] Started,

    /// <summary>An activity gave its output.</summary>
    [JsonStringEnumMemberName("done")] Done,

    /// <summary>A timer rang.</summary>
    [JsonStringEnumMemberName("rang")] Rang,

    /// <summary>An event came from outside.</summary>
    [JsonStringEnumMemberName("event")] Event,
}
