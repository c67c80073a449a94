using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MarketoSync.Simulator;

internal static class Json
{
    /// <summary>Marketo writes quotes and letters of any script as they are.</summary>
    public static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>An object of such values.</summary>
    public static byte[] Object(IEnumerable<(string Name, object? Value)> members)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in members)
            {
                writer.WritePropertyName(name);
                WriteValue(writer, value);
            }
            writer.WriteEndObject();
        }
        return buffer.ToArray();
    }

    /// <summary>Writes a field value: null, string, bool or a number.</summary>
    /// <exception cref="ArgumentException">The value is of another type.</exception>
    public static void WriteValue(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case bool truth:
                writer.WriteBooleanValue(truth);
                break;
            case double number:
                writer.WriteNumberValue(number);
                break;
            case IConvertible number and (int or long or decimal or float or short or byte):
                writer.WriteNumberValue(number.ToDecimal(CultureInfo.InvariantCulture));
                break;
            default:
                throw new ArgumentException($"A field cannot hold a {value.GetType().Name}.", nameof(value));
        }
    }
}
