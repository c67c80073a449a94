using System.Text.Json;
using System.Text.Json.Serialization;
using MarketoSync.Runs;

namespace MarketoSync.Api.Syncs;

/// <summary>Asks for a file in the inbox to be synced.</summary>
/// <param name="Source">The inbox's name, <c>/</c>, and the file's path in it.</param>
/// <param name="Format">If the file's name does not tell it.</param>
/// <param name="Map">What the file's fields become: see <see cref="Mapping.FieldMapping"/>.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record SourceRequest(
    string Source,
    string? Target = null,
    string? Action = null,
    string? LookupField = null,
    string? DedupeBy = null,
    string? PartitionName = null,
    string? OnQuota = null,
    string? Mode = null,
    string? Format = null,
    string? MemberStatus = null,
    JsonElement? Map = null,
    string? Preflight = null,
    [property: JsonConverter(typeof(NumberAsText))] string? MaxRefused = null)
{
    internal SyncOptions Options() => new(Target, Action, LookupField, DedupeBy, Format, Mode, PartitionName, OnQuota, MemberStatus, Map?.GetRawText(), Preflight, MaxRefused);
}
