using System.Text.Json;
using System.Text.Unicode;

namespace MarketoSync.Simulator;

/// <summary>The JSON body of a call on records: an object with an array <c>input</c> of objects, and what goes with it.</summary>
internal sealed record JsonCall(JsonElement Root, JsonElement[] Input)
{
    private static readonly ApiError InvalidJson = new("609", "Invalid JSON");

    // A name twice in one object is invalid, since Adobe asks for unique keys within a record.
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>A text member of the body; null where it is left out or null.</summary>
    public string? this[string member] => Root.TryGetProperty(member, out var value) && value.ValueKind is not JsonValueKind.Null
        ? FieldValue.ShownText(value)
        : null;

    /// <summary>
    /// Reads the body and lets <paramref name="accept"/> make an operation of it. Where Adobe names no answer this simulator chooses:
    /// 1003 for more than <paramref name="maxRecords"/> records, 1002 for none.
    /// </summary>
    public static Accepted Read(RestRequest request, int maxRecords, Func<JsonCall, Accepted> accept)
    {
        if (!request.IsJson) return new ApiError("612", "Invalid Content Type");
        using var document = Parse(request.Body);
        if (document?.RootElement is not { ValueKind: JsonValueKind.Object } root) return InvalidJson;
        var hasInput = root.TryGetProperty("input", out var list) && list.ValueKind is JsonValueKind.Array;
        JsonElement[] input = hasInput ? [.. list.EnumerateArray()] : [];
        if (input.Any(record => record.ValueKind is not JsonValueKind.Object)) return InvalidJson;
        if (input.Length == 0) return new ApiError("1002", "Missing value for the required parameter 'input'");
        if (maxRecords > 0 && input.Length > maxRecords)
            return new ApiError("1003", $"Too many records: {input.Length}, at most {maxRecords} are allowed");
        return accept(new JsonCall(root, input));
    }

    private static JsonDocument? Parse(ReadOnlyMemory<byte> body)
    {
        if (!Utf8.IsValid(body.Span)) return null;
        JsonDocument? document = null;
        try
        {
            document = JsonDocument.Parse(body, Strict);
            ReadTexts(document.RootElement);
            return document;
        }
        catch (JsonException)
        {
            return null;
        }
        catch (InvalidOperationException)
        {
            // The reader's word for a lone surrogate in a string.
            document?.Dispose();
            return null;
        }
    }

    private static void ReadTexts(JsonElement json)
    {
        if (json.ValueKind is JsonValueKind.String) _ = json.GetString();
        if (json.ValueKind is JsonValueKind.Array)
        {
            foreach (var item in json.EnumerateArray())
                ReadTexts(item);
        }
        if (json.ValueKind is not JsonValueKind.Object) return;
        foreach (var member in json.EnumerateObject())
        {
            _ = member.Name;
            ReadTexts(member.Value);
        }
    }
}
