using System.Text.Json;
using System.Text.Json.Serialization;

namespace MarketoSync.Preflight;

/// <summary>A description as it is kept: names, types and lengths of fields, and nothing of any record.</summary>
/// <param name="Path">Whose it is: names that differ in capitals only may come to one file.</param>
internal sealed record KeptSchema(string Path, DateTimeOffset ReadAt, ObjectSchema Schema)
{
    public byte[] Content() => JsonSerializer.SerializeToUtf8Bytes(this, KeptSchemaJson.Default.KeptSchema);

    /// <summary>Null if it is not understood, as what another version wrote: then it is read from Marketo again.</summary>
    public static KeptSchema? TryRead(ReadOnlySpan<byte> content)
    {
        try
        {
            return JsonSerializer.Deserialize(content, KeptSchemaJson.Default.KeptSchema);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(KeptSchema))]
internal sealed partial class KeptSchemaJson : JsonSerializerContext;
