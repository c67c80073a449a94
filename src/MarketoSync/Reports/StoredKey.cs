using System.Text;
using System.Text.Json;

namespace MarketoSync.Reports;

/// <summary>The key of a stored record as reports name it.</summary>
internal static class StoredKey
{
    /// <summary>The text of the record's field, or null where it is absent, null, or no plain value.</summary>
    public static string? Read(ReadOnlySpan<byte> record, string field)
    {
        var reader = new Utf8JsonReader(record);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var found = reader.ValueTextEquals(field);
            reader.Read();
            if (found) return Text(ref reader);

            reader.Skip();
        }

        return null;
    }

    private static string? Text(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False => Encoding.UTF8.GetString(reader.ValueSpan),
        _ => null,
    };
}
