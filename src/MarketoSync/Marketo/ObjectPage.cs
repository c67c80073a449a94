using System.Globalization;
using System.Text.Json;
using MarketoSync.Records;

namespace MarketoSync.Marketo;

/// <summary>One page of objects that were found by filter.</summary>
public sealed record ObjectPage(IReadOnlyList<FoundObject> Objects, string? NextPageToken)
{
    /// <returns>Null if an object lacks what was asked for, so that nothing can be proved by the page.</returns>
    public static ObjectPage? TryRead(ReadOnlyMemory<byte> body, string idField, IReadOnlyList<string> keyFields)
    {
        using var json = JsonDocument.Parse(body);
        var root = json.RootElement;
        var objects = new List<FoundObject>();
        if (root.TryGetProperty("result", out var result) && result.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in result.EnumerateArray())
            {
                if (Text(item, idField) is not { } id
                    || Key(item, keyFields) is not { } key
                    || Time(item, "createdAt") is not { } createdAt)
                    return null;
                objects.Add(new FoundObject(id, key, createdAt, Time(item, "updatedAt")));
            }
        }

        var more = root.TryGetProperty("moreResult", out var flag) && flag.ValueKind == JsonValueKind.False
            ? null
            : Text(root, "nextPageToken");
        return new ObjectPage(objects, more);
    }

    private static string? Key(JsonElement item, IReadOnlyList<string> fields)
    {
        var parts = fields.Select(field => Text(item, field)).ToList();
        return parts.Contains(null) ? null : CompoundKey.Join(parts!);
    }

    private static DateTimeOffset? Time(JsonElement item, string name) =>
        DateTimeOffset.TryParse(Text(item, name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    private static string? Text(JsonElement item, string name) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty(name, out var value)
            ? value.ValueKind switch
            {
                JsonValueKind.String => value.GetString(),
                JsonValueKind.Number => value.GetRawText(),
                _ => null,
            }
            : null;
}
