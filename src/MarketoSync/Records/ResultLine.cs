using System.Text.Json;
using System.Text.Json.Serialization;

namespace MarketoSync.Records;

/// <summary>A <see cref="RecordResult"/> as a line of JSON.</summary>
public static class ResultLine
{
    private static readonly byte[] s_recordProperty = "{\"record\":"u8.ToArray();

    /// <summary>The line without its new line.</summary>
    public static byte[] Write(RecordResult result) =>
        JsonSerializer.SerializeToUtf8Bytes(result, ResultJson.Default.RecordResult);

    public static RecordResult Read(ReadOnlySpan<byte> line) =>
        JsonSerializer.Deserialize(line, ResultJson.Default.RecordResult)
        ?? throw new InvalidDataException("A result line is empty.");

    /// <summary>The record's number, without reading the rest of the line.</summary>
    public static long RecordNumber(ReadOnlySpan<byte> line)
    {
        if (line.StartsWith(s_recordProperty)
            && System.Buffers.Text.Utf8Parser.TryParse(line[s_recordProperty.Length..], out long number, out _))
            return number;

        throw new InvalidDataException("A result line does not begin with its record number.");
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RecordResult))]
internal sealed partial class ResultJson : JsonSerializerContext;
