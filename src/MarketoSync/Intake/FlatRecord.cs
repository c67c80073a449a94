using System.Text.Json;

namespace MarketoSync.Intake;

/// <summary>Records that a row of a file can hold.</summary>
internal static class FlatRecord
{
    /// <summary>The first field that a cell cannot hold, or null.</summary>
    /// <remarks>
    /// Null and empty text clear a field in a call. What a blank cell does in a file is documented nowhere, so it stands for a field that is not
    /// there, and for nothing else.
    /// </remarks>
    public static string? Misfit(ReadOnlySpan<byte> record)
    {
        var reader = new Utf8JsonReader(record);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader;
            reader.Read();
            if (reader.TokenType is JsonTokenType.Null or JsonTokenType.StartObject or JsonTokenType.StartArray
                || (reader.TokenType == JsonTokenType.String && reader.ValueSpan.IsEmpty))
                return name.GetString();
        }

        return null;
    }
}
