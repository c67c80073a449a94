using System.Text.Json;
using System.Text.Json.Serialization;

namespace MarketoSync.Reports;

/// <summary>A record that intake rejected: a line of <see cref="Runs.RunFiles.Rejected"/>.</summary>
/// <param name="Raw">The source text that could not be read as a record.</param>
internal sealed record RejectedLine(long Record, long Line, string Code, string Message, string? Raw)
{
    public static RejectedLine Read(ReadOnlySpan<byte> line) =>
        JsonSerializer.Deserialize(line, RejectedJson.Default.RejectedLine)
        ?? throw new InvalidDataException("A line of the rejected records is empty.");
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RejectedLine))]
internal sealed partial class RejectedJson : JsonSerializerContext;
