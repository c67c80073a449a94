using System.Text.Json;
using System.Text.Json.Serialization;

namespace MarketoSync.Runs;

/// <summary>How many calls a look at the subscription's usage has begun: <see cref="RunFiles.Usage"/>.</summary>
/// <param name="Look">Which look of the run it is.</param>
/// <param name="Begun">Noted before each call, so that it counts those of a process that died.</param>
public sealed record UsageCalls(int Look, int Begun)
{
    public static async Task<UsageCalls?> ReadAsync(IRunFolder folder, CancellationToken cancellation) =>
        await folder.ReadAsync(RunFiles.Usage, cancellation) is { } bytes
            ? JsonSerializer.Deserialize(bytes.Span, UsageJson.Default.UsageCalls)
            : null;

    public Task WriteAsync(IRunFolder folder) =>
        folder.WriteAsync(RunFiles.Usage, JsonSerializer.SerializeToUtf8Bytes(this, UsageJson.Default.UsageCalls), CancellationToken.None);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(UsageCalls))]
internal sealed partial class UsageJson : JsonSerializerContext;
