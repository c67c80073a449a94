using System.Text.Json.Serialization;

namespace MarketoSync.Runs;

/// <summary>What a run was asked to do and what intake found: <see cref="RunFiles.Run"/>.</summary>
/// <param name="Source">What the records came from, for people to read: a file's name, or <c>-</c>.</param>
/// <param name="Stored">Records accepted and stored.</param>
/// <param name="Rejected">Records that intake rejected.</param>
public sealed record RunDefinition(
    string Run,
    string Target,
    string Action,
    string? LookupField,
    string Mode,
    string Source,
    string Format,
    DateTimeOffset StartedAt,
    long Stored,
    long StoredBytes,
    long Rejected,
    string? PartitionName = null,
    string? RetryOf = null)
{
    [JsonIgnore]
    public long Records => Stored + Rejected;
}
