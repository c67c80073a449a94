using System.Text.Json;
using System.Text.Json.Serialization;

namespace MarketoSync.Mapping;

/// <summary>A mapping stands in JSON as it is written for people.</summary>
public sealed class FieldMappingConverter : JsonConverter<FieldMapping>
{
    public override FieldMapping Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var json = JsonDocument.ParseValue(ref reader);
        return FieldMapping.TryRead(json.RootElement.GetRawText(), out var mapping, out var fault)
            ? mapping
            : throw new JsonException($"Line {fault.Line} of a mapping: {fault.Text}");
    }

    public override void Write(Utf8JsonWriter writer, FieldMapping value, JsonSerializerOptions options) =>
        writer.WriteRawValue(value.Text);
}
