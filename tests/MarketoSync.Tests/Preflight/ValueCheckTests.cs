using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Xunit;
using MarketoSync.Preflight;

namespace MarketoSync.Tests.Preflight;

/// <summary>What of a value is known to be refused, and that nothing else is held back.</summary>
public sealed class ValueCheckTests
{
    [Theory]
    [InlineData("whole", "14.1")]
    [InlineData("whole", "\"14.1\"")]
    [InlineData("whole", "\"100%\"")]
    [InlineData("whole", "\"many\"")]
    [InlineData("whole", "{}")]
    [InlineData("whole", "true")]
    [InlineData("whole", "\"2026-08-30\"")]
    [InlineData("whole", "\"555-1234\"")]
    [InlineData("whole", "\"5e\"")]
    [InlineData("number", "\"a lot\"")]
    [InlineData("number", "\"12 EUR\"")]
    [InlineData("number", "[1]")]
    [InlineData("number", "false")]
    [InlineData("number", "\"1-2-3\"")]
    [InlineData("money", "\"555-1234\"")]
    [InlineData("money", "\"-\"")]
    [InlineData("money", "\"12 EUR\"")]
    [InlineData("truth", "\"other\"")]
    [InlineData("truth", "\"2\"")]
    [InlineData("truth", "2")]
    [InlineData("truth", "14.1")]
    [InlineData("text", "{\"a\":1}")]
    [InlineData("area", "[]")]
    [InlineData("date", "\"yesterday\"")]
    [InlineData("date", "\"08/30/2020\"")]
    [InlineData("date", "\"30.08.2020\"")]
    [InlineData("date", "\"2020-13-01\"")]
    [InlineData("date", "\"2026-02-30\"")]
    [InlineData("date", "\"2026-02-29\"")]
    [InlineData("date", "\"0000-01-01\"")]
    [InlineData("date", "\"2026-08-30 or so\"")]
    [InlineData("date", "\"2020-1\\u00b2\"")]
    [InlineData("date", "20200830")]
    [InlineData("date", "true")]
    [InlineData("time", "\"yesterday\"")]
    [InlineData("time", "\"2020-08\"")]
    [InlineData("time", "\"2026-02-30T05:49:48Z\"")]
    [InlineData("time", "\"2020-08-30T25:00:00Z\"")]
    [InlineData("time", "\"2020-08-30T05:61:00Z\"")]
    [InlineData("time", "\"2020-08-30T05:49:99Z\"")]
    [InlineData("time", "\"2020-08-30T\"")]
    [InlineData("time", "-1")]
    [InlineData("time", "{}")]
    public void A_value_of_another_type_is_told(string field, string value) => Assert.Equal([PreflightCodes.WrongType], Codes(field, value));

    [Theory]
    [InlineData("whole", "5", "\"5\"", "\" 5 \"", "-5", "\"+5\"", "14.0", "1e3", "\"1,000\"", "\"5.00\"", "\"5-\"", "\"1E+3\"", "99999999999", "\" \"")]
    [InlineData("number", "5.4", "\"5.4\"", "\"-5,4\"", "1e-3", "\"1E3\"", "\"1e-3\"", "\"1,604.47\"", "0")]
    [InlineData("money", "34.66", "\"1604.47\"", "\"$1,604.47\"", "\"€ 12\"", "\"-$5\"", "\"$-5\"", "\"€ 5-\"", "\"1.604,47\"", "7")]
    [InlineData("truth", "true", "false", "\"true\"", "\"FALSE\"", "\"1\"", "\"0\"", "1", "0", "\"yes\"", "\" no \"")]
    [InlineData("date", "\"2020-08-30\"", "\"2024-02-29\"", "\"2020-8-3\"", "\"2020-08\"", "\"2020\"", "\" 2020-08-30 \"", "\"2020-08-30T00:00:00Z\"", "1598745600000")]
    [InlineData("time", "\"2020-08-30T05:49:48.000Z\"", "\"2020-08-30T05:49:48Z\"", "\"2020-08-30T05:49:48+0200\"", "\"2020-08-30T05:49:48-05:00\"", "\"2020-08-30 05:49\"", "\"2020-08-30\"", "\"2020-08-30T05\"", "\"2020-08-30T24:00:00Z\"", "\"2016-12-31T23:59:60Z\"", "1598745600")]
    [InlineData("email", "\"p2@example.com\"", "\"a+b@x\"", "\" a@example.com \"", "\"\\\"a b\\\"@example.com\"", "\" \"")]
    [InlineData("text", "7777777777", "true")]
    [InlineData("area", "\"text is here\"")]
    [InlineData("other", "\"what?\"", "{}", "-1")]
    public void What_Marketo_takes_or_may_take_passes(string field, params string[] values)
    {
        foreach (var value in values) Assert.Empty(Codes(field, value));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"\"")]
    public void Null_and_an_empty_text_clear_any_field(string value)
    {
        foreach (var field in Schemas.Leads.Fields.Where(field => field.IsUpdateable && field.Name is not ("email" or "company"))) Assert.Empty(Codes(field.Name, value));
    }

    [Theory]
    [InlineData("\"grün@example.com\"")]
    [InlineData("\"gr\\u00fcn@example.com\"")]
    [InlineData("\"a@exämple.com\"")]
    [InlineData("\"bademail\"")]
    [InlineData("\"not-an-address\"")]
    [InlineData("\"@example.com\"")]
    [InlineData("\"a@\"")]
    [InlineData("\"a b@example.com\"")]
    [InlineData("\"a@b@example.com\"")]
    [InlineData("7")]
    public void An_address_that_Marketo_does_not_take_is_told(string value) => Assert.Equal([PreflightCodes.BadEmail], Codes("email", value));

    [Property(MaxTest = 200)]
    public void A_text_is_too_long_by_its_characters(byte length, bool isWide)
    {
        var letter = isWide ? "😀" : "ü";
        var text = string.Concat(Enumerable.Repeat(letter, length % 25));

        Assert.Equal(length % 25 > 10, Codes("text", $"\"{text}\"") is [PreflightCodes.TooLong]);
        Assert.Equal(length % 25 > 20, Codes("street", $"\"{text}\"") is [PreflightCodes.TooLong]);
        Assert.Equal(length % 25 > 10, Codes("text", "\"" + string.Concat(Enumerable.Repeat("\\n", length % 25)) + "\"") is [PreflightCodes.TooLong]);
    }

    [Fact]
    public void A_number_is_too_long_for_a_text_as_its_digits_are() => Assert.Equal([PreflightCodes.TooLong], Codes("text", "77777777777"));

    [Fact]
    public void A_text_area_that_is_described_as_larger_is_believed()
    {
        var large = Schemas.Leads with { Fields = [new("email", FieldType.Email), new("area", FieldType.TextArea, 65_535)] };

        Assert.Empty(Codes(large, "area", $"\"{new string('x', 65_535)}\""));
        Assert.Equal("The field 'area' holds 65,535 bytes at most, and the text is longer.", Assert.Single(Issues(large, "area", $"\"{new string('x', 65_536)}\"")).Message);
    }

    [Theory]
    [InlineData("ü", 15_000, false)]
    [InlineData("ü", 15_001, true)]
    [InlineData("x", 30_000, false)]
    [InlineData("x", 30_001, true)]
    public void A_text_area_is_too_long_by_its_bytes(string letter, int length, bool isTooLong) =>
        Assert.Equal(isTooLong, Codes("area", $"\"{string.Concat(Enumerable.Repeat(letter, length))}\"") is [PreflightCodes.TooLong]);

    [Property(MaxTest = 300)]
    public void A_whole_number_is_good_for_each_field_of_numbers_as_a_number_and_as_text(int number)
    {
        foreach (var field in new[] { "whole", "number", "money" })
        {
            Assert.Empty(Codes(field, $"{number}"));
            Assert.Empty(Codes(field, $"\"{number}\""));
        }
    }

    [Property(MaxTest = 300)]
    public void A_moment_is_good_for_dates_and_times(DateTimeOffset moment)
    {
        Assert.Empty(Codes("date", $"\"{moment:yyyy-MM-dd}\""));
        Assert.Empty(Codes("time", $"\"{moment:O}\""));
        Assert.Empty(Codes("time", $"\"{moment.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}\""));
    }

    private static IReadOnlyList<string> Codes(string field, string value) => Codes(Schemas.Leads, field, value);

    private static IReadOnlyList<string> Codes(ObjectSchema schema, string field, string value) => [.. Issues(schema, field, value).Select(issue => issue.Code)];

    private static IReadOnlyList<PreflightIssue> Issues(ObjectSchema schema, string field, string value)
    {
        var text = field == "email" ? $$"""{"email":{{value}}}""" : $$"""{"email":"a@x","{{field}}":{{value}}}""";
        return new RecordPreflight(Schemas.Plan(schema: schema)).Check(0, 1, Encoding.UTF8.GetBytes(text));
    }

    [Property(MaxTest = 500)]
    public void A_text_that_takes_no_more_bytes_as_JSON_than_are_free_is_good_whatever_stands_in_it(NonNull<string> text, NonNegativeInt length, bool isArea)
    {
        var field = new FieldSchema("field", isArea ? FieldType.TextArea : FieldType.Text, length.Get);
        var json = JsonSerializer.Serialize(text.Get).Length - 2;

        if (json <= ValueCheck.FreeBytes(field)) Assert.Equal(ValueProblem.None, ValueCheck.OfText(field, Encoding.UTF8.GetBytes(text.Get)));
        else Assert.True(json > length.Get);
    }
}
