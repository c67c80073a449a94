using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;

namespace MarketoSync.Records;

public static class KeyReader
{
    /// <summary>The key of a stored record, or null; likewise where records of the run have no key field.</summary>
    public static string? Read(ReadOnlySpan<byte> record, string? field) =>
        field is not null && TryRead(record, field, out var key) ? key : null;

    /// <summary>
    /// The key of a stored record, to show to a user: a string's text, a number's digits as they are written. False
    /// where the record has no such field, or it is empty, null, or no single value.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<byte> record, string field, [NotNullWhen(true)] out string? key)
    {
        key = null;
        var reader = new Utf8JsonReader(record);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isKey = reader.ValueTextEquals(field);
            reader.Read();
            if (isKey)
            {
                key = reader.TokenType switch
                {
                    JsonTokenType.String => reader.GetString(),
                    JsonTokenType.Number => Encoding.UTF8.GetString(reader.ValueSpan),
                    _ => null,
                };
                return !string.IsNullOrEmpty(key);
            }

            reader.Skip();
        }

        return false;
    }
}
