using System.Text.Json.Serialization;

namespace MarketoSync.Cli.Manifests;

/// <summary>What a manifest's run was begun with.</summary>
/// <param name="Syncs">In the order in which they go.</param>
internal sealed record ManifestNote(string Run, IReadOnlyList<NotedSync> Syncs);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, WriteIndented = true)]
[JsonSerializable(typeof(ManifestNote))]
internal sealed partial class ManifestJson : JsonSerializerContext;
