using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MarketoSync.Api.Syncs;

/// <summary>Reads a text that may stand there as a number, as manifests have it too.</summary>
internal sealed class NumberAsText : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number ? Encoding.UTF8.GetString(reader.ValueSpan) : reader.GetString();

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
