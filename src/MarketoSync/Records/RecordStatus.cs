using System.Text.Json.Serialization;

namespace MarketoSync.Records;

/// <summary>What became of a record. Every record of a run ends in exactly one of these.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RecordStatus>))]
public enum RecordStatus
{
    [JsonStringEnumMemberName("created")] Created,
    [JsonStringEnumMemberName("updated")] Updated,
    [JsonStringEnumMemberName("deleted")] Deleted,

    /// <summary>To a list, a program or the activities of a lead.</summary>
    [JsonStringEnumMemberName("added")] Added,
    [JsonStringEnumMemberName("removed")] Removed,

    /// <summary>A bulk import took the row and does not say whether it created or updated.</summary>
    [JsonStringEnumMemberName("imported")] Imported,

    /// <summary>Already as wanted.</summary>
    [JsonStringEnumMemberName("unchanged")] Unchanged,

    /// <summary>Marketo's own verdict on the record, with its reasons.</summary>
    [JsonStringEnumMemberName("skipped")] Skipped,

    /// <summary>Never sent, or known beforehand to be impossible: malformed, or larger than a call may be.</summary>
    [JsonStringEnumMemberName("rejected")] Rejected,

    /// <summary>Sent and refused, recovery exhausted.</summary>
    [JsonStringEnumMemberName("failed")] Failed,

    /// <summary>Sent, no answer, and what happened could not be established.</summary>
    [JsonStringEnumMemberName("unknown")] Unknown,

    /// <summary>The run stopped first.</summary>
    [JsonStringEnumMemberName("notSent")] NotSent,
}
