using System.Text.Json.Serialization;

namespace MarketoSync.Api.Syncs;

/// <summary>Where a run is in its life, as callers see it.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SyncState>))]
public enum SyncState
{
    /// <summary>Its records are read in and it never began: the server died before it could answer. Nothing was sent, and <c>resume</c> begins it.</summary>
    [JsonStringEnumMemberName("notBegun")] NotBegun,

    [JsonStringEnumMemberName("running")] Running,

    /// <summary>It stopped before its end; <c>resume</c> continues it.</summary>
    [JsonStringEnumMemberName("stopped")] Stopped,

    [JsonStringEnumMemberName("completed")] Completed,

    [JsonStringEnumMemberName("cancelled")] Cancelled,

    /// <summary>The server could not go on with it. What was sent and settled is kept; <c>resume</c> tries again.</summary>
    [JsonStringEnumMemberName("failed")] Failed,
}
