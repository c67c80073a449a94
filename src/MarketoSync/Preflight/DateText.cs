namespace MarketoSync.Preflight;

/// <summary>
/// Texts that may be dates and times as Marketo documents them, in W3C's form of ISO 8601 (field-types): <c>2026-08-30</c>,
/// <c>2026-08-30T05:49:48-05:00</c>. A time is taken with and without an offset and a date where a time is wanted, so what is no such
/// text is at fault: another order, a day that no calendar has, a 25th hour.
/// </summary>
internal static class DateText
{
    /// <summary>W3C's form has years and months too.</summary>
    public static bool IsDate(ReadOnlySpan<byte> text)
    {
        if (text.Length > "2026-08".Length) return IsMoment(text);

        var at = 0;
        return Digits(text, ref at, 4, 4) >= 1 && (at == text.Length || IsPart(text, ref at, '-', 1, 12)) && at == text.Length;
    }

    public static bool IsMoment(ReadOnlySpan<byte> text)
    {
        var at = 0;
        var year = Digits(text, ref at, 4, 4);
        if (year < 1 || !Skip(text, ref at, '-')) return false;

        var month = Digits(text, ref at, 1, 2);
        return month is >= 1 and <= 12 && IsPart(text, ref at, '-', 1, DateTime.DaysInMonth(year, month)) && (at == text.Length || IsTime(text[at..]));
    }

    /// <summary>What follows minutes and seconds is left open: parts of seconds and offsets are written in several ways.</summary>
    private static bool IsTime(ReadOnlySpan<byte> text)
    {
        var at = 0;
        if (!IsPart(text, ref at, text[0] == ' ' ? ' ' : 'T', 0, 24)) return false;

        var isMinute = at < text.Length && text[at] == ':';
        if (isMinute && !IsPart(text, ref at, ':', 0, 59)) return false;
        return !isMinute || at == text.Length || text[at] != ':' || IsPart(text, ref at, ':', 0, 60);
    }

    private static bool IsPart(ReadOnlySpan<byte> text, ref int at, char before, int least, int most) =>
        Skip(text, ref at, before) && Digits(text, ref at, 1, 2) is var part && part >= least && part <= most;

    private static bool Skip(ReadOnlySpan<byte> text, ref int at, char wanted) => at < text.Length && text[at++] == wanted;

    /// <returns>Negative if there are not enough.</returns>
    private static int Digits(ReadOnlySpan<byte> text, ref int at, int least, int most)
    {
        var (value, from) = (0, at);
        while (at < text.Length && at - from < most && char.IsAsciiDigit((char)text[at])) value = value * 10 + (text[at++] - '0');
        return at - from >= least ? value : -1;
    }
}
