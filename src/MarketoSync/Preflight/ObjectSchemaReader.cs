using System.Globalization;
using System.Text.Json;

namespace MarketoSync.Preflight;

/// <summary>
/// Reads the answers of describe calls: <c>leads/describe.json</c>, a list of fields of which each has its name in a member <c>rest</c>, and
/// the one shape of all others, <c>leads/describe2.json</c> among them: an object with its <c>fields</c>. (Adobe's developer documentation,
/// leads and lead-database.) What is missing or not known is passed over; only an answer without any field is none.
/// </summary>
public static class ObjectSchemaReader
{
    /// <summary>The object that an answer describes, or null if it describes none.</summary>
    /// <param name="answer">The answer's body.</param>
    public static ObjectSchema? Read(ReadOnlyMemory<byte> answer)
    {
        try
        {
            using var json = JsonDocument.Parse(answer);
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("result", out var result)
                && result.ValueKind == JsonValueKind.Array
                    ? Read(result)
                    : null;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a text holds half of a character.
            return null;
        }
    }

    private static ObjectSchema? Read(JsonElement result)
    {
        var items = result.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object).ToList();
        if (items.Find(HasFields) is { ValueKind: JsonValueKind.Object } described)
        {
            var fields = described.GetProperty("fields").EnumerateArray().Where(field => field.ValueKind == JsonValueKind.Object);
            return Of(Text(described, "name"), Text(described, "idField"), Names(described, "dedupeFields"), fields.Select(Field));
        }

        return Of(null, null, [], items.Select(OldField));
    }

    private static ObjectSchema? Of(string? name, string? idField, IReadOnlyList<string> dedupeFields, IEnumerable<FieldSchema?> fields)
    {
        FieldSchema[] known = [.. fields.OfType<FieldSchema>().DistinctBy(field => field.Name)];
        return known.Length == 0 ? null : new ObjectSchema(name, idField, dedupeFields, known);
    }

    private static FieldSchema? Field(JsonElement field) =>
        Text(field, "name") is { } name ? Field(field, name, !Is(field, "updateable", JsonValueKind.False)) : null;

    /// <summary>A field without <c>rest</c> cannot be used in REST calls.</summary>
    private static FieldSchema? OldField(JsonElement field) =>
        field.TryGetProperty("rest", out var rest) && rest.ValueKind == JsonValueKind.Object && Text(rest, "name") is { } name
            ? Field(field, name, !Is(rest, "readOnly", JsonValueKind.True))
            : null;

    private static FieldSchema Field(JsonElement field, string name, bool isUpdateable)
    {
        var type = FieldTypes.Find(Text(field, "dataType"));
        return new FieldSchema(name, type, Length(field), isUpdateable && type != FieldType.Formula);
    }

    private static int? Length(JsonElement field)
    {
        if (!field.TryGetProperty("length", out var length)) return null;

        var isRead = length.ValueKind switch
        {
            JsonValueKind.Number => length.TryGetInt32(out var number) ? number : 0,
            JsonValueKind.String => int.TryParse(length.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0,
            _ => 0,
        };
        return isRead > 0 ? isRead : null;
    }

    private static bool HasFields(JsonElement item) => item.TryGetProperty("fields", out var fields) && fields.ValueKind == JsonValueKind.Array;

    private static bool Is(JsonElement item, string member, JsonValueKind value) =>
        item.TryGetProperty(member, out var found) && found.ValueKind == value;

    private static string? Text(JsonElement item, string member) =>
        item.TryGetProperty(member, out var text) && text.ValueKind == JsonValueKind.String && text.GetString() is { Length: > 0 } found
            ? found
            : null;

    private static string[] Names(JsonElement item, string member) =>
        item.TryGetProperty(member, out var names) && names.ValueKind == JsonValueKind.Array
            ? [.. names.EnumerateArray().Where(name => name.ValueKind == JsonValueKind.String).Select(name => name.GetString()!)]
            : [];
}
