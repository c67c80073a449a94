using System.Text.Json;

namespace MarketoSync.Intake;

/// <summary>A column of a CSV source.</summary>
internal sealed record CsvColumn(string Name, CsvColumnType Type)
{
    private JsonEncodedText Encoded { get; } = JsonEncodedText.Encode(Name, CsvRowText.Options.Encoder);

    /// <summary>A header cell: a field's name, with <c>:number</c>, <c>:boolean</c> or <c>:string</c> behind it where its cells are such.</summary>
    public static CsvColumn Parse(string header)
    {
        var name = header.Trim();
        var colon = name.LastIndexOf(':');
        var type = (colon < 0 ? "" : name[(colon + 1)..].Trim().ToUpperInvariant()) switch
        {
            "NUMBER" => CsvColumnType.Number,
            "BOOLEAN" => CsvColumnType.Boolean,
            "STRING" => CsvColumnType.Text,
            _ => CsvColumnType.Any,
        };
        return type == CsvColumnType.Any ? new(name, type) : new(name[..colon].Trim(), type);
    }

    /// <summary>Writes the cell as a property, unless it is empty. False: it does not fit the column's type.</summary>
    public bool TryWrite(Utf8JsonWriter json, ReadOnlySpan<byte> cell)
    {
        if (cell.IsEmpty)
            return true;
        if (Type != CsvColumnType.Text && cell.SequenceEqual("NULL"u8))
        {
            json.WriteNull(Encoded);
            return true;
        }

        switch (Type)
        {
            case CsvColumnType.Number:
                var number = cell.Trim((byte)' ');
                if (!IsNumber(number))
                    return false;
                json.WritePropertyName(Encoded);
                json.WriteRawValue(number, skipInputValidation: true);
                return true;
            case CsvColumnType.Boolean:
                if (Boolean(cell.Trim((byte)' ')) is not { } truth)
                    return false;
                json.WriteBoolean(Encoded, truth);
                return true;
            default:
                json.WriteString(Encoded, cell);
                return true;
        }
    }

    private static bool IsNumber(ReadOnlySpan<byte> text)
    {
        // JSON's own grammar decides, so that the digits go on as they are: 0.10 stays 0.10.
        if (text.IsEmpty || !(text[0] == '-' || char.IsAsciiDigit((char)text[0])))
            return false;
        try
        {
            var reader = new Utf8JsonReader(text);
            return reader.Read() && reader.TokenType == JsonTokenType.Number && !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool? Boolean(ReadOnlySpan<byte> text) =>
        System.Text.Ascii.EqualsIgnoreCase(text, "true"u8) || text.SequenceEqual("1"u8) ? true
        : System.Text.Ascii.EqualsIgnoreCase(text, "false"u8) || text.SequenceEqual("0"u8) ? false
        : null;
}
