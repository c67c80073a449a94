using System.Text.Json.Serialization;
using MarketoSync.Mapping;
using MarketoSync.Orchestration;

namespace MarketoSync.Runs;

/// <summary>What a run was asked to do and what intake found: <see cref="RunFiles.Run"/>.</summary>
/// <param name="Subscription">Host and port of the subscription that the run is for: it is continued there or nowhere.</param>
/// <param name="Source">What the records came from, for people to read: a file's name, or <c>-</c>.</param>
/// <param name="Stored">Records accepted and stored.</param>
/// <param name="Rejected">Records that intake rejected.</param>
/// <param name="StopOnQuota">Whether to stop when the day's calls are spent, rather than wait.</param>
/// <param name="RetryOf">The run whose records it takes up again.</param>
/// <param name="LookupField">The choice of key, as Marketo's request names it, where it names one.</param>
/// <param name="InboxVersion">The version of the inbox's file named <paramref name="Source"/>, if it came from there.</param>
/// <param name="MemberStatus">The status that members of a program are to have.</param>
/// <param name="KeyFields">The fields whose values are a record's key, where it is not the lookup field alone.</param>
/// <param name="Map">What the fields of the source became. The stored records are mapped, the rejected ones are as they were.</param>
/// <param name="Unmatched">Names that <paramref name="Map"/> renames or drops and that the source does not have.</param>
/// <param name="ModeReason">Why it goes by calls with records or by files, where that was left to us.</param>
/// <param name="Preflight">What was done about records that Marketo's own description speaks against. Null: they were told of.</param>
/// <param name="Findings">What is to be told of that, a sentence each.</param>
/// <param name="DescribeCalls">The calls by which the description was read.</param>
/// <param name="MaxRefused">The <see cref="Tolerance"/>, if there is one.</param>
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
    string? MemberStatus = null,
    IReadOnlyList<string>? KeyFields = null,
    FieldMapping? Map = null,
    IReadOnlyList<string>? Unmatched = null,
    string? ModeReason = null,
    string? Preflight = null,
    IReadOnlyList<string>? Findings = null,
    CallCount? DescribeCalls = null,
    string? MaxRefused = null)
{
    [JsonIgnore]
    public long Records => Stored + Rejected;

    /// <summary>The fields whose values are a record's key.</summary>
    public IReadOnlyList<string> Keys() => KeyFields ?? (LookupField is null ? [] : [LookupField]);

    /// <summary>What whoever began the run had better look at, a sentence each.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Warnings =>
        [.. (Unmatched ?? []).Select(MappingWarning.Unmatched), .. Findings ?? [], .. ModeReason is null ? [] : (string[])[ModeReason]];
}
