using System.Text;
using System.Text.Json;

namespace MarketoSync.Records;

public static class KeyReader
{
    /// <summary>
    /// The key of a stored record, to show to a user: a string's text, a number's digits as they are written; of several fields a
    /// <see cref="CompoundKey"/>. Null where the record lacks one of the fields, or it is empty, null, or no single value; likewise where there is
    /// no key field.
    /// </summary>
    public static string? Read(ReadOnlySpan<byte> record, IReadOnlyList<string> fields)
    {
        if (fields.Count == 0) return null;

        var parts = new string?[fields.Count];
        var missing = fields.Count;
        var reader = new Utf8JsonReader(record);
        reader.Read();
        while (missing > 0 && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var field = IndexOf(ref reader, fields);
            reader.Read();
            if (field >= 0)
            {
                if (Text(ref reader) is not { Length: > 0 } text) return null;
                parts[field] = text;
                missing--;
            }

            reader.Skip();
        }

        return missing == 0 ? CompoundKey.Join(parts!) : null;
    }

    private static int IndexOf(ref Utf8JsonReader reader, IReadOnlyList<string> fields)
    {
        for (var field = 0; field < fields.Count; field++)
        {
            if (reader.ValueTextEquals(fields[field])) return field;
        }

        return -1;
    }

    private static string? Text(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.Number => Encoding.UTF8.GetString(reader.ValueSpan),
        _ => null,
    };
}
