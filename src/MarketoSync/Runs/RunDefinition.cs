using System.Text.Json.Serialization;

namespace MarketoSync.Runs;

/// <summary>What a run was asked to do and what intake found: <see cref="RunFiles.Run"/>.</summary>
/// <param name="Subscription">Host and port of the subscription that the run is for: it is continued there or nowhere.</param>
/// <param name="Source">What the records came from, for people to read: a file's name, or <c>-</c>.</param>
/// <param name="Stored">Records accepted and stored.</param>
/// <param name="Rejected">Records that intake rejected.</param>
/// <param name="StopOnQuota">Whether to stop when the day's calls are spent, rather than wait.</param>
/// <param name="RetryOf">The run whose records it takes up again.</param>
/// <param name="InboxVersion">The version of the inbox's file named <paramref name="Source"/>, if it came from there.</param>
public sealed record RunDefinition(
    string Run,
    string Subscription,
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
    bool StopOnQuota = false,
    string? RetryOf = null,
    string? InboxVersion = null)
{
    [JsonIgnore]
    public long Records => Stored + Rejected;
}
