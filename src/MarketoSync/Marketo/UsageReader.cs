using System.Text.Json;

namespace MarketoSync.Marketo;

/// <summary>Reads the answer of <c>stats/usage.json</c>: the calls of the current day, whoever made them (usage.md).</summary>
public static class UsageReader
{
    public const string Path = "rest/v1/stats/usage.json";

    /// <returns>Null if the answer does not tell it.</returns>
    public static long? TryRead(ReadOnlyMemory<byte> body)
    {
        using var json = JsonDocument.Parse(body);
        return json.RootElement.TryGetProperty("result", out var result)
            && result is { ValueKind: JsonValueKind.Array }
            && result.EnumerateArray().FirstOrDefault() is { ValueKind: JsonValueKind.Object } day
            && day.TryGetProperty("total", out var total)
            && total is { ValueKind: JsonValueKind.Number }
            && total.TryGetInt64(out var calls)
                ? calls
                : null;
    }
}
