using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MarketoSync.Mapping;

/// <summary>Writes mappings as JSON: names in ordinal order, no white space.</summary>
internal static class FieldMappingText
{
    private static readonly JsonWriterOptions s_readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(FieldMapping mapping) => Written(json =>
    {
        json.WriteStartObject();
        if (mapping.Renames.Count > 0)
        {
            json.WriteStartObject("rename");
            foreach (var (from, to) in InOrder(mapping.Renames)) json.WriteString(from, to);
            json.WriteEndObject();
        }

        if (mapping.Drops.Count > 0)
        {
            json.WriteStartArray("drop");
            foreach (var name in mapping.Drops.Order(StringComparer.Ordinal)) json.WriteStringValue(name);
            json.WriteEndArray();
        }

        if (mapping.Constants.Count > 0)
        {
            json.WriteStartObject("constants");
            foreach (var (name, value) in InOrder(mapping.Constants))
            {
                json.WritePropertyName(name);
                json.WriteRawValue(value);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    });

    /// <summary>A text as JSON, in its quotes.</summary>
    public static string Quoted(string text) => Written(json => json.WriteStringValue(text));

    private static IEnumerable<KeyValuePair<string, string>> InOrder(IReadOnlyDictionary<string, string> texts) =>
        texts.OrderBy(text => text.Key, StringComparer.Ordinal);

    private static string Written(Action<Utf8JsonWriter> write)
    {
        var text = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(text, s_readable)) write(json);
        return Encoding.UTF8.GetString(text.WrittenSpan);
    }
}
