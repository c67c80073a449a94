using System.Text;

namespace MarketoSync.Preflight;

/// <summary>
/// Holds values against the type and the length of their field. A value is at fault only where it is known that Marketo refuses it, by its
/// documentation (field-types, leads, lead-database) or by recorded calls: decimals in a whole number, <c>100%</c> as a percentage,
/// <c>yesterday</c> as a date, <c>other</c> as a boolean, <c>bademail</c> as an address, a text that is too long. It takes numbers and
/// booleans as text; null and an empty text clear a field of any type. Where it is not known what Marketo does, a value passes: better that
/// Marketo refuses one than that a good one is held back.
/// </summary>
internal static class ValueCheck
{
    public const int MostTextBytes = 30_000;

    /// <summary>Checks a text.</summary>
    /// <param name="text">Without quotes and escapes.</param>
    public static ValueProblem OfText(FieldSchema field, ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty) return ValueProblem.None;

        return field.Type switch
        {
            FieldType.Text => OfLength(field, text),
            FieldType.TextArea => text.Length > MostTextBytes ? ValueProblem.TooLong : OfLength(field, text),
            FieldType.Email when !Ascii.IsValid(text) => ValueProblem.LettersInEmail,
            FieldType.Email => text.Contains((byte)'@') ? OfLength(field, text) : ValueProblem.NoEmail,
            FieldType.Whole => Unless(LooksNumeric(text, isMoney: false) && !IsDecimal(text)),
            FieldType.Number => Unless(LooksNumeric(text, isMoney: false)),
            FieldType.Currency => Unless(LooksNumeric(text, isMoney: true)),
            FieldType.Boolean => Unless(IsTruth(Trimmed(text))),
            FieldType.Date or FieldType.DateTime => Unless(BeginsWithDate(Trimmed(text))),
            _ => ValueProblem.None,
        };
    }

    /// <summary>Checks a number, a boolean, null, an object or a list.</summary>
    /// <param name="json">As it is written.</param>
    public static ValueProblem OfOther(FieldSchema field, ReadOnlySpan<byte> json)
    {
        var isNested = json[0] is (byte)'{' or (byte)'[';
        return field.Type switch
        {
            FieldType.Whole => Unless(!isNested && !IsDecimal(json)),
            FieldType.Number or FieldType.Currency or FieldType.Boolean or FieldType.Date or FieldType.DateTime => Unless(!isNested),
            _ => ValueProblem.None,
        };
    }

    private static ValueProblem Unless(bool isGood) => isGood ? ValueProblem.None : ValueProblem.WrongType;

    /// <summary>Characters are no more than bytes, and a character beyond the basic plane may count as one or as two.</summary>
    private static ValueProblem OfLength(FieldSchema field, ReadOnlySpan<byte> text) =>
        field.Length is { } most && text.Length > most && Characters(text) > most ? ValueProblem.TooLong : ValueProblem.None;

    private static int Characters(ReadOnlySpan<byte> text)
    {
        var count = 0;
        foreach (var one in text)
        {
            // Only a character's first byte is none of 10xxxxxx.
            if ((one & 0xC0) != 0x80) count++;
        }

        return count;
    }

    /// <summary>Digits, and nothing that no way to write a number has. Separators, blanks and currency signs pass: they may be taken.</summary>
    private static bool LooksNumeric(ReadOnlySpan<byte> text, bool isMoney)
    {
        if (!text.ContainsAnyInRange((byte)'0', (byte)'9')) return false;
        foreach (var one in text)
        {
            if (!"0123456789+-., eE"u8.Contains(one) && !(isMoney && (one == '$' || one > 0x7F))) return false;
        }

        return true;
    }

    /// <summary>Whether other digits than zeros follow the point. With an exponent it is left open.</summary>
    private static bool IsDecimal(ReadOnlySpan<byte> number)
    {
        var point = number.IndexOf((byte)'.');
        return point >= 0 && number[(point + 1)..].ContainsAnyInRange((byte)'1', (byte)'9') && !number.ContainsAny((byte)'e', (byte)'E')
            && number[(point + 1)..].IndexOfAny((byte)'.', (byte)',') < 0;
    }

    private static bool IsTruth(ReadOnlySpan<byte> text) =>
        text.IsEmpty
        || Is(text, "true"u8) || Is(text, "false"u8) || Is(text, "1"u8) || Is(text, "0"u8) || Is(text, "yes"u8) || Is(text, "no"u8)
        || Is(text, "t"u8) || Is(text, "f"u8) || Is(text, "y"u8) || Is(text, "n"u8) || Is(text, "on"u8) || Is(text, "off"u8);

    private static bool Is(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word) => Ascii.EqualsIgnoreCase(text, word);

    /// <summary>Year, month and day, whatever follows: a time is taken with and without an offset, and a date where a time is wanted.</summary>
    private static bool BeginsWithDate(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty) return true;

        var at = 0;
        return Digits(text, ref at, 4, 4) >= 0 && Skip(text, ref at) && Digits(text, ref at, 1, 2) is >= 1 and <= 12
            && Skip(text, ref at) && Digits(text, ref at, 1, 2) is >= 1 and <= 31;
    }

    private static bool Skip(ReadOnlySpan<byte> text, ref int at) => at < text.Length && text[at++] == '-';

    private static int Digits(ReadOnlySpan<byte> text, ref int at, int least, int most)
    {
        var (value, from) = (0, at);
        while (at < text.Length && at - from < most && char.IsAsciiDigit((char)text[at])) value = value * 10 + (text[at++] - '0');
        return at - from >= least ? value : -1;
    }

    private static ReadOnlySpan<byte> Trimmed(ReadOnlySpan<byte> text) => text.Trim(" \t\r\n"u8);
}
