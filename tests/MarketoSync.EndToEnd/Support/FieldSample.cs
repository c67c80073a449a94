using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using MarketoSync.Simulator;

namespace MarketoSync.EndToEnd.Support;

/// <summary>A value for a field of some type, and whether Marketo is known to take it.</summary>
/// <param name="Json">As a record has it.</param>
/// <param name="IsTaken">Null: that is documented nowhere.</param>
public sealed record FieldSample(SimulatedFieldType Type, string Json, bool? IsTaken)
{
    private static readonly Gen<char> s_letter = Gen.Choose('a', 'z').Select(code => (char)code);

    private static readonly Gen<string> s_word =
        from length in Gen.Choose(3, 12)
        from letters in Gen.ArrayOf(s_letter, length)
        let word = new string(letters)
        where word is not ("true" or "false" or "yes" or "off")
        select word;

    private static readonly Gen<string> s_number = Gen.Choose(-99_999, 99_999).Select(Text);
    private static readonly Gen<string> s_decimal = Gen.Choose(1, 99).Select(part => $"{Text(part % 7)}.{part:00}");
    private static readonly Gen<string> s_day = Gen.Choose(0, 40_000).Select(day => new DateTime(1930, 1, 1).AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    private static readonly Gen<string> s_noDay = Gen.Elements("2026-02-30", "2025-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "30.08.2026", "08/30/2026");
    private static readonly Gen<string> s_time = Gen.Choose(0, 86_399).Select(second => TimeSpan.FromSeconds(second).ToString("c", CultureInfo.InvariantCulture));
    private static readonly Gen<string> s_nested = Gen.Elements("{}", "[1]", "{\"a\":\"b\"}", "[]");

    public static Gen<FieldSample> Of(SimulatedFieldType type) => type switch
    {
        SimulatedFieldType.String or SimulatedFieldType.Phone or SimulatedFieldType.Url => Samples(
            type,
            Gen.OneOf(Long(1, 255, "x"), Long(1, 255, "ü"), Quoted(s_word), s_number),
            Gen.OneOf(Long(256, 400, "x"), Long(256, 400, "ü"), Long(256, 300, "😀"), s_nested),
            Long(128, 255, "😀")),
        SimulatedFieldType.Text => Samples(type, Long(1, 2_000, "x"), Gen.OneOf(Long(2_001, 2_100, "x"), Long(2_001, 2_010, "ü"), s_nested), Long(1_001, 2_000, "ü")),
        SimulatedFieldType.Email => Samples(
            type,
            Quoted(s_word.Select(word => $"{word}@example.com")),
            Gen.OneOf(
                Quoted(s_word), Quoted(s_word.Select(word => $"@{word}.com")), Quoted(s_word.Select(word => $"{word}@")), Quoted(s_word.Select(word => $"{word}ü@example.com")),
                Quoted(s_word.Select(word => $"a {word}@example.com")), Quoted(s_word.Select(word => $"a@{word}@example.com")), s_number, s_nested),
            Quoted(Gen.Elements(" a@example.com", "a@x", "\\\"a b\\\"@example.com"))),
        SimulatedFieldType.Integer or SimulatedFieldType.Score or SimulatedFieldType.Percent => Samples(
            type,
            AsTextToo(s_number),
            Gen.OneOf(AsTextToo(s_decimal), Quoted(s_word), Quoted(s_number.Select(number => $"{number}%")), Quoted(s_day), AsTextToo(Gen.Elements("true", "false")), s_nested),
            Gen.OneOf(AsTextToo(Gen.Elements("14.0", "1e2", "99999999999")), Quoted(Gen.Elements("1,000", "1 000", "5-", " ")))),
        SimulatedFieldType.Float or SimulatedFieldType.Currency => Samples(
            type,
            Gen.OneOf(AsTextToo(s_number), AsTextToo(s_decimal), Gen.Elements("1e3", "\"1E-3\"")),
            Gen.OneOf(Quoted(s_word), Quoted(s_day), Quoted(Gen.Elements("12 EUR", "1-2-3", "100%")), AsTextToo(Gen.Elements("true", "false")), s_nested),
            Quoted(Gen.Elements("1,604.47", "1.604,47", "5-", " "))),
        SimulatedFieldType.Boolean => Samples(
            type,
            AsTextToo(Gen.Elements("true", "false", "1", "0")),
            Gen.OneOf(Quoted(s_word), AsTextToo(Gen.Elements("2", "14.1", "-1")), s_nested),
            Quoted(Gen.Elements("yes", "off", "T", " "))),
        SimulatedFieldType.Date => Samples(
            type,
            Quoted(s_day),
            Gen.OneOf(Quoted(s_word), Quoted(s_noDay), AsTextToo(Gen.Elements("true", "7", "-1.5")), s_nested),
            Gen.OneOf(Quoted(Moments(s_day, s_time)), Quoted(Gen.Elements("2026-8-3", "2026-08", " ")), Gen.Constant("1598745600000"))),
        SimulatedFieldType.DateTime => Samples(
            type,
            Quoted(Moments(s_day, s_time)),
            Gen.OneOf(
                Quoted(s_word), Quoted(s_noDay), Quoted(Moments(s_noDay, s_time)), Quoted(Moments(s_day, Gen.Elements("25:00:00", "05:61:00"))),
                AsTextToo(Gen.Elements("true", "7", "-1.5")), s_nested),
            Gen.OneOf(Quoted(s_day), Quoted(Gen.Elements("2026-08-30T05:49:48", "2026-08-30 05:49", " ")), Gen.Constant("1598745600000"))),
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    private static Gen<FieldSample> Samples(SimulatedFieldType type, Gen<string> taken, Gen<string> refused, Gen<string> open) => Gen.Frequency(
        (1, Gen.Elements("null", "\"\"").Select(json => new FieldSample(type, json, true))),
        (6, taken.Select(json => new FieldSample(type, json, true))),
        (6, refused.Select(json => new FieldSample(type, json, false))),
        (3, open.Select(json => new FieldSample(type, json, null))));

    private static Gen<string> Moments(Gen<string> day, Gen<string> time) =>
        from date in day
        from moment in time
        from offset in Gen.Elements("Z", ".000Z", "+02:00", "-05:00")
        select $"{date}T{moment}{offset}";

    private static Gen<string> AsTextToo(Gen<string> scalar) => Gen.OneOf(scalar, Quoted(scalar));

    private static Gen<string> Quoted(Gen<string> text) => text.Select(one => $"\"{one}\"");

    private static Gen<string> Long(int least, int most, string letter) =>
        Quoted(Gen.Choose(least, most).Select(length => string.Concat(Enumerable.Repeat(letter, length))));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
