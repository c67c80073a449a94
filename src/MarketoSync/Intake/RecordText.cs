using System.Text.Json;

namespace MarketoSync.Intake;

/// <summary>Rewrites the text of records that are valid JSON.</summary>
internal static class RecordText
{
    /// <summary>The text without the white space around it.</summary>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text) =>
        text.Length > 0 && text[0] == '{' && text[^1] == '}' ? text : text.Trim(" \t\r\n"u8);

    /// <summary>
    /// Drops line breaks and the indentation behind each. In valid JSON both are only ever between tokens.
    /// </summary>
    /// <returns>The length of what is left, at the start of <paramref name="text"/>.</returns>
    public static int Fold(Span<byte> text)
    {
        var length = 0;
        for (var from = 0; from < text.Length;)
        {
            var part = text[from..];
            var end = part.IndexOfAny((byte)'\n', (byte)'\r');
            if (end < 0)
                end = part.Length;
            part[..end].CopyTo(text[length..]);
            length += end;
            var blanks = part[end..].IndexOfAnyExcept(" \t\r\n"u8);
            from = blanks < 0 ? text.Length : from + end + blanks;
        }

        return length;
    }

    /// <summary>Drops the object's own fields whose name begins with <c>marketosync.</c> and keeps the others byte for byte.</summary>
    /// <returns>The length of what is left, at the start of <paramref name="text"/>.</returns>
    public static int DropAnnotations(Span<byte> text)
    {
        var original = text.ToArray();
        var reader = new Utf8JsonReader(original);
        reader.Read();
        var length = 1;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var start = (int)reader.TokenStartIndex;
            var isAnnotation = reader.GetString()!.StartsWith("marketosync.", StringComparison.Ordinal);
            reader.Read();
            reader.Skip();
            if (isAnnotation)
                continue;
            if (length > 1)
                text[length++] = (byte)',';
            var field = original.AsSpan(start..(int)reader.BytesConsumed);
            field.CopyTo(text[length..]);
            length += field.Length;
        }

        text[length++] = (byte)'}';
        return length;
    }
}
