using System.Text;
using MarketoSync.Intake;

namespace MarketoSync.Tests.Intake;

public class CsvIntakeTests
{
    [Fact]
    public async Task A_row_is_a_record_with_the_names_of_the_header()
    {
        var taken = await Taken.CsvAsync("\uFEFF email , zip\r\na@example.com,04828\r\n");
        Assert.Equal((0u, 2u, """{"email":"a@example.com","zip":"04828"}"""), (taken.Stored[0].Record, taken.Stored[0].Line, taken.Stored[0].Text));
    }

    [Fact]
    public async Task Quoted_cells_hold_commas_quotes_and_line_breaks_and_lines_are_counted_through_them()
    {
        var taken = await Taken.CsvAsync("a,b\n\"1,\"\"x\"\"\",\"two\r\nlines\"\n\n3,4\n");
        Assert.Equal([(2u, "{\"a\":\"1,\\\"x\\\"\",\"b\":\"two\\r\\nlines\"}"), (5u, """{"a":"3","b":"4"}""")], taken.Stored.Select(r => (r.Line, r.Text)));
    }

    [Fact]
    public async Task An_empty_cell_leaves_the_field_out_and_NULL_clears_it()
    {
        var taken = await Taken.CsvAsync("a,b,c\n1,,NULL\nnull,\"\",\" \"\n");
        Assert.Equal(["""{"a":"1","c":null}""", """{"a":"null","c":" "}"""], taken.Texts);
    }

    [Theory]
    [InlineData("n:number", "10.50", "10.50")]
    [InlineData("n:number", " -7 ", "-7")]
    [InlineData("n:number", "1e3", "1e3")]
    [InlineData("n:number", "NULL", "null")]
    [InlineData("n:boolean", "TRUE", "true")]
    [InlineData("n:Boolean", "0", "false")]
    [InlineData("n:string", "NULL", "\"NULL\"")]
    [InlineData("n:other", "x", null)]
    public async Task A_header_may_tell_the_type_of_its_cells(string header, string cell, string? value)
    {
        var taken = await Taken.CsvAsync($"{header},z\n{cell},z\n");
        Assert.Equal(value is null ? """{"n:other":"x","z":"z"}""" : $$"""{"n":{{value}},"z":"z"}""", Assert.Single(taken.Texts));
    }

    [Theory]
    [InlineData("n:number", "04828")]
    [InlineData("n:number", "1,5")]
    [InlineData("n:number", "12 EUR")]
    [InlineData("n:number", "NaN")]
    [InlineData("n:boolean", "maybe")]
    public async Task A_cell_that_does_not_fit_its_type_is_rejected(string header, string cell)
    {
        var taken = await Taken.CsvAsync($"{header},z\n\"{cell}\",z\n1,z\n");
        Assert.Equal((0u, 2u, "bad-value"), (taken.Rejected[0].Record, taken.Rejected[0].Line, taken.Rejected[0].Code));
        Assert.Contains("'n'", taken.Rejected[0].Message, StringComparison.Ordinal);
        Assert.Single(taken.Stored);
    }

    [Theory]
    [InlineData("1", "ragged-row")]
    [InlineData("1,2,3", "ragged-row")]
    [InlineData("1,x\"y", "bad-quotes")]
    [InlineData("1,\"x\"y", "bad-quotes")]
    public async Task A_bad_row_is_rejected_with_its_text_and_the_others_go_on(string row, string code)
    {
        var taken = await Taken.CsvAsync($"a,b\n0,0\n{row}\n3,4\n");
        Assert.Equal((1u, 3u, code, row), (taken.Rejected[0].Record, taken.Rejected[0].Line, taken.Rejected[0].Code, taken.Rejected[0].Raw));
        Assert.Equal([0u, 2u], taken.Stored.Select(r => r.Record));
    }

    [Fact]
    public async Task A_quote_that_never_closes_is_one_rejected_row()
    {
        var taken = await Taken.CsvAsync("a,b\n1,2\n3,\"4\n5,6\n");
        Assert.Equal((1u, 3u, "bad-quotes"), (taken.Rejected[0].Record, taken.Rejected[0].Line, taken.Rejected[0].Code));
        Assert.Single(taken.Stored);
    }

    [Fact]
    public async Task A_row_that_is_no_UTF8_is_rejected()
    {
        var taken = await Taken.FromAsync(SourceFormat.Csv, [.. "a\nb\n"u8, 0xE9, .. "\nc\n"u8]);
        Assert.Equal((1u, 3u, "invalid-utf8"), (taken.Rejected[0].Record, taken.Rejected[0].Line, taken.Rejected[0].Code));
        Assert.Equal(2, taken.Stored.Count);
    }

    [Fact]
    public async Task Rows_without_any_value_are_no_records()
    {
        var taken = await Taken.CsvAsync("a,b\n,\n\n  \n1,\n,\"\"\n");
        Assert.Equal((0u, 5u, """{"a":"1"}"""), (taken.Stored[0].Record, taken.Stored[0].Line, taken.Stored[0].Text));
        Assert.Equal(1, taken.Summary.Records);
    }

    [Fact]
    public async Task UTF16_with_a_byte_order_mark_is_read() =>
        Assert.Equal(
            ["""{"name":"Grün"}"""],
            (await Taken.FromAsync(SourceFormat.Csv, [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("name\r\nGrün\r\n")])).Texts);

    [Theory]
    [InlineData("a;b\n1;2,5\n")]
    [InlineData("a\tb\n1\t2,5\n")]
    public async Task Another_separator_counts_where_the_header_has_no_comma(string text) =>
        Assert.Equal(["""{"a":"1","b":"2,5"}"""], (await Taken.CsvAsync(text)).Texts);

    [Fact]
    public async Task A_header_with_commas_is_separated_by_commas() =>
        Assert.Equal(["""{"a;x":"1;2","b":"3"}"""], (await Taken.CsvAsync("a;x,b\n1;2,3\n")).Texts);

    [Theory]
    [InlineData("a,,b\n1,2,3\n")]
    [InlineData("a,b,\n1,2,3\n")]
    [InlineData("a,b, a\n1,2,3\n")]
    [InlineData("a,b:number,b\n1,2,3\n")]
    [InlineData("a,b\"x\n1,2\n")]
    public async Task A_header_that_does_not_name_each_column_once_is_an_input_error(string text) =>
        Assert.Equal(1u, Assert.IsType<InputError>((await Taken.CsvAsync(text)).Result).Line);

    [Theory]
    [InlineData("")]
    [InlineData("a,b\n")]
    public async Task No_rows_are_no_records(string text) => Assert.Equal(0, (await Taken.CsvAsync(text)).Summary.Records);

    [Fact]
    public async Task A_row_too_large_for_a_call_is_rejected_and_one_that_never_ends_is_an_input_error()
    {
        var large = await Taken.CsvAsync($"a\n{new string('x', 2_000_000)}\ny\n");
        Assert.Equal((0u, "too-large"), (large.Rejected[0].Record, large.Rejected[0].Code));
        Assert.Single(large.Stored);
        var endless = await Taken.CsvAsync($"a\nx\n\"{new string('x', 17 * 1024 * 1024)}\ny\n");
        Assert.Equal(3u, Assert.IsType<InputError>(endless.Result).Line);
    }

    [Fact]
    public async Task Annotation_columns_of_a_rejects_file_are_dropped_and_an_unfixed_row_is_rejected_again()
    {
        var taken = await Taken.CsvAsync("email,marketosync.code,marketosync.raw\na@example.com,1006,\n,ragged-row,\"x,y\"\n");
        Assert.Equal(["""{"email":"a@example.com"}"""], taken.Texts);
        Assert.Equal(("not-fixed", "x,y"), (taken.Rejected[0].Code, taken.Rejected[0].Raw));
    }
}
