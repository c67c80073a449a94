using System.Text.Json.Serialization;

namespace MarketoSync.Runs;

/// <summary>What a sync is asked to do, in the words that it was asked with. What is null takes its default.</summary>
/// <param name="LookupField">What tells records apart, by the name that it has for leads.</param>
/// <param name="DedupeBy">The same by the name that it has for other objects. Either is understood for any, and not both.</param>
/// <param name="Format">csv, ndjson or json, or null where the source's name tells it.</param>
/// <param name="OnQuota">wait or stop.</param>
/// <param name="MemberStatus">The status that members of a program are to have.</param>
/// <param name="Map">A <see cref="Mapping.FieldMapping"/> as JSON text.</param>
/// <param name="Preflight">off, warn or reject.</param>
/// <param name="MaxRefused">A <see cref="Tolerance"/>.</param>
public sealed record SyncOptions(
    string? Target = null,
    string? Action = null,
    [property: JsonPropertyName("key")] string? LookupField = null,
    [property: JsonIgnore] string? DedupeBy = null,
    string? Format = null,
    string? Mode = null,
    string? PartitionName = null,
    string? OnQuota = null,
    string? MemberStatus = null,
    string? Map = null,
    string? Preflight = null,
    string? MaxRefused = null)
{
    /// <summary>What tells records apart, by whichever name it was asked for.</summary>
    [JsonIgnore]
    public string? Key => LookupField ?? DedupeBy;

    /// <summary>
    /// The same as notes keep it, where what tells records apart has one name: two that ask for it by different names are equal.
    /// </summary>
    public SyncOptions Kept() => this with { LookupField = Key, DedupeBy = null };
}
