using System.Buffers.Text;
using System.Text.Json;

namespace MarketoSync.Records;

/// <summary>Reduces records to the fields that tell them apart.</summary>
public static class KeysOnly
{
    /// <summary>The records as objects of those fields, each on a line.</summary>
    /// <param name="isNumeric">Whether the values are Marketo's numbers, so that digits in quotes, as a CSV file gives them, become numbers.</param>
    public static byte[] Lines(IEnumerable<ReadOnlyMemory<byte>> records, IReadOnlyList<string> fields, Func<string, bool> isNumeric)
    {
        var lines = new MemoryStream();
        using var writer = new Utf8JsonWriter(lines);
        foreach (var record in records)
        {
            Write(writer, record.Span, fields, isNumeric);
            writer.Flush();
            writer.Reset();
            lines.WriteByte((byte)'\n');
        }

        return lines.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, ReadOnlySpan<byte> record, IReadOnlyList<string> fields, Func<string, bool> isNumeric)
    {
        writer.WriteStartObject();
        var reader = new Utf8JsonReader(record);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            if (fields.Contains(name))
            {
                writer.WritePropertyName(name);
                WriteValue(writer, ref reader, isNumeric(name));
            }

            reader.Skip();
        }

        writer.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter writer, ref Utf8JsonReader reader, bool isNumeric)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String when isNumeric && Utf8Parser.TryParse(reader.ValueSpan, out long number, out var read) && read == reader.ValueSpan.Length:
                writer.WriteNumberValue(number);
                break;
            case JsonTokenType.String:
                writer.WriteStringValue(reader.GetString());
                break;
            case JsonTokenType.Number:
                writer.WriteRawValue(reader.ValueSpan);
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }
}
