using System.Text.Json;
using System.Text.Json.Serialization;

namespace MarketoSync.Runs;

/// <summary>The <see cref="RunDefinition"/> as it is kept: <see cref="RunFiles.Run"/>.</summary>
public static class RunDefinitionFile
{
    /// <summary>The run's definition, or null where intake has not completed.</summary>
    public static async Task<RunDefinition?> ReadAsync(IRunFolder folder, CancellationToken cancellation) =>
        await folder.ReadAsync(RunFiles.Run, cancellation) is { } content
            ? JsonSerializer.Deserialize(content.Span, RunJson.Default.RunDefinition)
            : null;

    public static Task WriteAsync(IRunFolder folder, RunDefinition run, CancellationToken cancellation) =>
        folder.WriteAsync(RunFiles.Run, JsonSerializer.SerializeToUtf8Bytes(run, RunJson.Default.RunDefinition), cancellation);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RunDefinition))]
internal sealed partial class RunJson : JsonSerializerContext;
