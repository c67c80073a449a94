using System.Buffers;
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

    /// <summary>Digits that the seconds or milliseconds since 1970 have. Nobody says whether a time is taken so.</summary>
    private const int LeastDigitsOfMoment = 10;
    private const int MostDigitsOfMoment = 13;

    // What an address that needs no closer look consists of, besides its @.
    private static readonly SearchValues<byte> s_plain =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._+-"u8);

    /// <summary>Bytes up to which a text is good whatever stands in it, as JSON writes it: that takes no less than the text itself. Negative: none.</summary>
    public static int FreeBytes(FieldSchema field) => field.Type switch
    {
        FieldType.Text => field.Length ?? int.MaxValue,
        FieldType.TextArea => Math.Min(MostBytes(field), field.Length ?? int.MaxValue),
        FieldType.Other or FieldType.Formula => int.MaxValue,
        _ => -1,
    };

    /// <summary>Checks a text.</summary>
    /// <param name="text">Without quotes and escapes.</param>
    public static ValueProblem OfText(FieldSchema field, ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty) return ValueProblem.None;

        return field.Type switch
        {
            FieldType.Text => OfLength(field, text),
            FieldType.TextArea => text.Length > MostBytes(field) ? ValueProblem.TooLong : OfLength(field, text),
            FieldType.Email when IsPlainAddress(text) => OfLength(field, text),
            FieldType.Whole when !text.ContainsAnyExceptInRange((byte)'0', (byte)'9') => ValueProblem.None,

            // Whether blanks alone count as an empty text is not known.
            _ => OfTrimmed(field, text, Trimmed(text)),
        };
    }

    private static ValueProblem OfTrimmed(FieldSchema field, ReadOnlySpan<byte> text, ReadOnlySpan<byte> trimmed) => trimmed.IsEmpty
        ? ValueProblem.None
        : field.Type switch
        {
            FieldType.Email when !Ascii.IsValid(text) => ValueProblem.LettersInEmail,
            FieldType.Email => IsAddress(trimmed) ? OfLength(field, text) : ValueProblem.NoEmail,
            FieldType.Whole => OfWhole(trimmed),
            FieldType.Number => Unless(LooksNumeric(trimmed, isMoney: false)),
            FieldType.Currency => Unless(LooksNumeric(trimmed, isMoney: true)),
            FieldType.Boolean => Unless(IsTruth(trimmed)),
            FieldType.Date => Unless(DateText.IsDate(trimmed)),
            FieldType.DateTime => Unless(DateText.IsMoment(trimmed)),
            _ => ValueProblem.None,
        };

    /// <summary>Checks a number, a boolean, an object or a list.</summary>
    /// <param name="json">As it is written.</param>
    public static ValueProblem OfOther(FieldSchema field, ReadOnlySpan<byte> json) => field.Type switch
    {
        FieldType.Other or FieldType.Formula => ValueProblem.None,
        _ when json[0] is (byte)'{' or (byte)'[' => ValueProblem.WrongType,
        FieldType.Date or FieldType.DateTime 
            when json.Length is >= LeastDigitsOfMoment and <= MostDigitsOfMoment && !json.ContainsAnyExceptInRange((byte)'0', (byte)'9') => ValueProblem.None,
        _ => OfText(field, json),
    };

    /// <summary>Bytes that a text area takes. One that is described as larger is believed.</summary>
    public static int MostBytes(FieldSchema field) => Math.Max(MostTextBytes, field.Length ?? 0);

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

    /// <summary>A text that is no number at all, and a number with decimals, are known to be refused in files too.</summary>
    private static ValueProblem OfWhole(ReadOnlySpan<byte> text) =>
        IsDecimal(text) || !HasDigit(text) ? ValueProblem.NotWhole : Unless(LooksNumeric(text, isMoney: false));

    /// <summary>
    /// Digits, and nothing that no way to write a number has. Separators, blanks, currency signs and a sign behind pass: they may be taken.
    /// A sign between digits is none.
    /// </summary>
    private static bool LooksNumeric(ReadOnlySpan<byte> text, bool isMoney)
    {
        if (text.IndexOfAny((byte)'e', (byte)'E') is >= 0 and var exponent)
            return IsDigits(text[..exponent], isMoney) && IsDigits(text[(exponent + 1)..], isMoney);

        return IsDigits(text, isMoney);
    }

    private static bool IsDigits(ReadOnlySpan<byte> text, bool isMoney)
    {
        if (!HasDigit(text)) return false;
        for (var i = 0; i < text.Length; i++)
        {
            var one = text[i];
            var isTaken = "0123456789., "u8.Contains(one)
                || (one is (byte)'+' or (byte)'-' && (!HasDigit(text[..i]) || !HasDigit(text[i..])))
                || (isMoney && (one == '$' || one > 0x7F));
            if (!isTaken) return false;
        }

        return true;
    }

    private static bool HasDigit(ReadOnlySpan<byte> text) => text.ContainsAnyInRange((byte)'0', (byte)'9');

    /// <summary>Whether other digits than zeros follow the point. With an exponent it is left open.</summary>
    private static bool IsDecimal(ReadOnlySpan<byte> number)
    {
        var point = number.IndexOf((byte)'.');
        return point >= 0 && number[(point + 1)..].ContainsAnyInRange((byte)'1', (byte)'9') && LooksNumeric(number, isMoney: false)
            && !number.ContainsAny((byte)'e', (byte)'E') && number[(point + 1)..].IndexOfAny((byte)'.', (byte)',') < 0;
    }

    /// <summary>Something before an @ and something behind it. What may stand there is not told, but that a second @ or a blank needs quotes.</summary>
    private static bool IsAddress(ReadOnlySpan<byte> text)
    {
        var at = text.LastIndexOf((byte)'@');
        return at > 0 && at < text.Length - 1 && (text.Contains((byte)'"') || (text.IndexOf((byte)'@') == at && !text.ContainsAny(" \t\r\n"u8)));
    }

    /// <summary>An address as nearly all are, told quickly.</summary>
    private static bool IsPlainAddress(ReadOnlySpan<byte> text) =>
        text.IndexOfAnyExcept(s_plain) is > 0 and var at && text[at] == '@' && at < text.Length - 1 && !text[(at + 1)..].ContainsAnyExcept(s_plain);

    private static bool IsTruth(ReadOnlySpan<byte> text) =>
        Is(text, "true"u8) || Is(text, "false"u8) || Is(text, "1"u8) || Is(text, "0"u8) || Is(text, "yes"u8) || Is(text, "no"u8)
        || Is(text, "t"u8) || Is(text, "f"u8) || Is(text, "y"u8) || Is(text, "n"u8) || Is(text, "on"u8) || Is(text, "off"u8);

    private static bool Is(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word) => Ascii.EqualsIgnoreCase(text, word);

    private static ReadOnlySpan<byte> Trimmed(ReadOnlySpan<byte> text) => text.Trim(" \t\r\n"u8);
}
