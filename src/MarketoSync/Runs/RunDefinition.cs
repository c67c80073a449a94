using System.Text.Json.Serialization;
using MarketoSync.Mapping;

namespace MarketoSync.Runs;

/// <summary>What a run was asked to do and what intake found: <see cref="RunFiles.Run"/>.</summary>
/// <param name="Subscription">Host and port of the subscription that the run is for: it is continued there or nowhere.</param>
/// <param name="Source">What the records came from, for people to read: a file's name, or <c>-</c>.</param>
/// <param name="Stored">Records accepted and stored.</param>
/// <param name="Rejected">Records that intake rejected.</param>
/// <param name="StopOnQuota">Whether to stop when the day's calls are spent, rather than wait.</param>
/// <param name="RetryOf">The run whose records it takes up again.</param>
/// <param name="InboxVersion">The version of the inbox's file named <paramref name="Source"/>, if it came from there.</param>
/// <param name="Map">What the fields of the source became. The stored records are mapped, the rejected ones are as they were.</param>
/// <param name="Unmatched">Names that <paramref name="Map"/> renames or drops and that the source does not have.</param>
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
    string? InboxVersion = null,
    FieldMapping? Map = null,
    IReadOnlyList<string>? Unmatched = null)
{
    [JsonIgnore]
    public long Records => Stored + Rejected;

    /// <summary>What whoever began the run had better look at, a sentence each.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Warnings => [.. (Unmatched ?? []).Select(MappingWarning.Unmatched)];
}
