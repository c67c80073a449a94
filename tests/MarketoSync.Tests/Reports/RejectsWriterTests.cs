using System.Text;
using System.Text.Json.Nodes;
using CsvHelper;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using MarketoSync.Intake;
using MarketoSync.Mapping;
using MarketoSync.Records;
using MarketoSync.Reports;
using MarketoSync.Tests.Intake;

namespace MarketoSync.Tests.Reports;

public sealed class RejectsWriterTests
{
    [Property(MaxTest = 50, Arbitrary = [typeof(Generators)])]
    public async Task Ndjson_gives_back_each_record_byte_for_byte(PlainRecord[] records)
    {
        var run = await SkippedAsync(records);

        var (result, text) = await WriteAsync(run, RejectsFormat.Ndjson);

        Assert.Equal(records.Length, result.Records);
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(records.Select(record => record.Json), lines.Select(WithoutAnnotations));
    }

    [Property(MaxTest = 50, Arbitrary = [typeof(Generators)])]
    public async Task Csv_gives_back_each_record_as_the_same_json(PlainRecord[] records)
    {
        var run = await SkippedAsync(records);

        var (result, text) = await WriteAsync(run, RejectsFormat.Csv);

        Assert.Null(result.Obstacle);
        var read = ReadCsv(text);
        Assert.Equal(records.Length, read.Count);
        foreach (var (record, row) in records.Zip(read)) Assert.True(JsonNode.DeepEquals(JsonNode.Parse(record.Json), row));
    }

    [Fact]
    public async Task Ndjson_tells_what_happened_and_keeps_what_could_not_be_read()
    {
        var run = new RunBuilder().Store(0, """{"email":"a@example.com"}""").Store(1, """{"email":"b@example.com"}""")
            .Reject(2, "malformed-json", "This is not JSON.", "{\"email\":")
            .Settle("0001", 0, RecordStatus.Created)
            .Settle("0001", 1, RecordStatus.Skipped, new("1003", "Invalid value 'x'"), new("1006", "Field 'y' not found"));
        await run.ReportAsync();

        var (result, text) = await WriteAsync(run, RejectsFormat.Ndjson);

        Assert.Equal(new RejectsResult(2), result);
        Assert.Equal(
            """
            {"marketosync.status":"skipped","marketosync.code":"1003, 1006","marketosync.reason":"Invalid value 'x'; Field 'y' not found","marketosync.line":3,"email":"b@example.com"}
            {"marketosync.status":"rejected","marketosync.code":"malformed-json","marketosync.reason":"This is not JSON.","marketosync.line":4,"marketosync.raw":"{\"email\":"}

            """,
            text);
    }

    [Fact]
    public async Task Csv_begins_with_a_byte_order_mark_then_annotations_then_fields_in_order_of_first_sight()
    {
        var run = new RunBuilder()
            .Store(0, """{"email":"ü@example.com","score":1.50}""").Store(1, """{"email":"b","optIn":true,"city":null,"note":"a,\"b\"\nc"}""")
            .Reject(2, raw: "x,y")
            .Settle("0001", 0, RecordStatus.Skipped, new Reason("1005", "Lead already exists")).Settle("0001", 1, RecordStatus.Failed);
        await run.ReportAsync();

        var (_, text) = await WriteAsync(run, RejectsFormat.Csv);

        Assert.Equal(
            "\uFEFFmarketosync.status,marketosync.code,marketosync.reason,marketosync.line,marketosync.raw,email,score:number,optIn:boolean,city,note\r\n"
            + "skipped,1005,Lead already exists,2,,ü@example.com,1.50,,,\r\n"
            + "failed,,,3,,b,,true,NULL,\"a,\"\"b\"\"\nc\"\r\n"
            + "rejected,ragged-row,The row has too many cells.,4,\"x,y\",,,,,\r\n",
            text);
    }

    [Theory]
    [InlineData(RejectsFormat.Ndjson, SourceFormat.Ndjson)]
    [InlineData(RejectsFormat.Csv, SourceFormat.Csv)]
    public async Task Records_that_a_mapping_made_are_taken_by_the_same_mapping_as_they_are(RejectsFormat format, SourceFormat source)
    {
        // This one would turn them round again.
        Assert.True(FieldMapping.TryRead("""{"rename":{"a":"b","b":"a"},"drop":["c"],"constants":{"d":"x"}}""", out var map, out _));
        var run = new RunBuilder { Map = map }
            .Store(0, """{"a":"1","b":"2","d":"x"}""").Store(2, """{"a":"3","c":"4","d":"mended by hand"}""").Reject(1, raw: "5,6,7")
            .Settle("0001", 0, RecordStatus.Skipped).Settle("0001", 2, RecordStatus.Failed);
        await run.ReportAsync();

        var (_, text) = await WriteAsync(run, format);
        var taken = await Taken.FromAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), new IntakeOptions(source, "a", Taken.Limits) { Mapping = map });

        Assert.Equal(["""{"a":"1","b":"2","d":"x"}""", """{"a":"3","c":"4","d":"mended by hand"}"""], taken.Texts.Order(StringComparer.Ordinal).Select(InOrder));
        Assert.Equal(("not-fixed", "5,6,7"), (Assert.Single(taken.Rejected).Code, taken.Rejected[0].Raw));
        Assert.Empty(taken.Summary.Unmatched);
    }

    [Theory]
    [InlineData(RejectsFormat.Ndjson, SourceFormat.Ndjson, "\"marketosync.raw\":\"{}\"", "\"b\":\"5\",\"c\":\"6\"")]
    [InlineData(RejectsFormat.Csv, SourceFormat.Csv, ",,{},", ",,,5")]
    public async Task A_record_that_was_rejected_is_mapped_once_it_is_fixed(RejectsFormat format, SourceFormat source, string raw, string mended)
    {
        Assert.True(FieldMapping.TryRead("""{"rename":{"b":"a"},"drop":["c"]}""", out var map, out _));
        var run = new RunBuilder { Map = map }.Reject(0, raw: "{}").Store(1, """{"a":"1"}""").Settle("0001", 1, RecordStatus.Skipped);
        await run.ReportAsync();
        var (_, text) = await WriteAsync(run, format);
        Assert.Contains(raw, text, StringComparison.Ordinal);

        var fix = text.Replace(raw, mended, StringComparison.Ordinal);
        var taken = await Taken.FromAsync(new MemoryStream(Encoding.UTF8.GetBytes(fix)), new IntakeOptions(source, "a", Taken.Limits) { Mapping = map });

        Assert.Equal(["""{"a":"5"}""", """{"a":"1"}"""], taken.Texts);
    }

    [Theory]
    [InlineData("""{"email":"a","x":1}""", """{"email":"b","x":"1"}""", 3)]
    [InlineData("""{"email":"a","x":true}""", """{"email":"b","x":1}""", 3)]
    [InlineData("""{"email":"a","x":{"y":1}}""", """{"email":"b"}""", 2)]
    [InlineData("""{"email":"a"}""", """{"email":"b","x":[]}""", 3)]
    [InlineData("""{"email":"a"}""", """{"email":"b","x":""}""", 3)]
    [InlineData("""{"email":"a","x":null}""", """{"email":"b","x":"NULL"}""", 3)]
    public async Task What_csv_cannot_carry_is_named_and_nothing_is_written(string first, string second, long line)
    {
        var run = await SkippedAsync([new(first), new(second)]);

        var (result, text) = await WriteAsync(run, RejectsFormat.Csv);

        Assert.Equal(("x", line, 0L, ""), (result.Obstacle!.Field, result.Obstacle.Line, result.Records, text));
    }

    [Theory]
    [InlineData(" email")]
    [InlineData("")]
    public async Task A_name_that_csv_would_change_is_an_obstacle(string name)
    {
        var run = await SkippedAsync([new($$"""{"{{name}}":"x"}""")]);

        var (result, _) = await WriteAsync(run, RejectsFormat.Csv);

        Assert.Equal(name, result.Obstacle!.Field);
    }

    [Theory]
    [InlineData("""{"score:number":"x"}""", "score:number:string,x")]
    [InlineData("""{"score:number":7}""", "score:number:number,7")]
    [InlineData("""{"score:number":null}""", "score:number:number,NULL")]
    [InlineData("""{"x":"NULL"}""", "x:string,NULL")]
    public async Task A_column_that_would_be_mistaken_is_declared(string record, string headerAndCell)
    {
        var run = await SkippedAsync([new(record)]);

        var (_, text) = await WriteAsync(run, RejectsFormat.Csv);

        var lines = text.TrimEnd().Split("\r\n");
        Assert.Equal(headerAndCell, $"{lines[0].Split(',')[^1]},{lines[1].Split(',')[^1]}");
    }

    [Fact]
    public async Task A_formula_stays_the_value_that_it_is()
    {
        var run = await SkippedAsync([new("""{"company":"=1+1"}""")]);

        var (_, text) = await WriteAsync(run, RejectsFormat.Csv);

        Assert.EndsWith(",=1+1\r\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_wanted_statuses_are_written()
    {
        var run = new RunBuilder().Store(0, "{}").Reject(1).Settle("0001", 0, RecordStatus.Skipped);
        await run.ReportAsync();

        var (result, text) = await WriteAsync(run, RejectsFormat.Ndjson, RecordStatus.Skipped);

        Assert.Equal(1, result.Records);
        Assert.Equal("""{"marketosync.status":"skipped","marketosync.line":2}""" + "\n", text);
    }

    [Fact]
    public async Task A_record_too_large_for_a_call_is_rejected_and_keeps_its_json()
    {
        var run = new RunBuilder().Store(1, """{"email":"b"}""").Store(0, """{"email":"a"}""")
            .Settle("0001", 0, RecordStatus.Rejected, new Reason("too-large", "The record is larger than a call."))
            .Settle("0001", 1, RecordStatus.Created);
        await run.ReportAsync();

        var records = new List<RetryRecord>();
        await foreach (var record in RetrySource.ReadAsync(run.Folder, run.Definition(), RetrySource.DidNotGetIn, default)) records.Add(record);

        Assert.Equal("""{"email":"a"}""", Encoding.UTF8.GetString(Assert.Single(records).Json.Span));
        Assert.Null(records[0].Raw);
    }

    public sealed record PlainRecord(string Json);

    private static class Generators
    {
        // A name always holds values of one type, as a column of CSV needs it.
        public static Arbitrary<PlainRecord> PlainRecord()
        {
            var text = Gen.Elements("a", "ü 💡", "a,b", "\"q\"", "two\r\nlines", " blank ", "null", "1", "=1", "\t");
            return (from names in Gen.SubListOf("s1", "s2", "n1", "n2", "b1", "feld ü")
                    from cells in Gen.CollectToArray(names, name => Cell(name[0], text).Select(cell => (Name: name, Cell: cell)))
                    select new PlainRecord(new JsonObject(
                        cells.Select(cell => KeyValuePair.Create(cell.Name, JsonNode.Parse(cell.Cell)))).ToJsonString())).ToArbitrary();
        }

        private static Gen<string> Cell(char type, Gen<string> text) => Gen.Frequency(
            (1, Gen.Constant("null")),
            (4, type switch
            {
                'n' => Gen.Elements("0", "-1.50", "1e5", "12345678901234567890"),
                'b' => Gen.Elements("true", "false"),
                _ => text.Select(value => JsonValue.Create(value).ToJsonString()),
            }));
    }

    private static async Task<RunBuilder> SkippedAsync(PlainRecord[] records)
    {
        var run = new RunBuilder();
        for (var record = 0; record < records.Length; record++)
        {
            run.Store((uint)record, records[record].Json)
                .Settle("0001", record, RecordStatus.Skipped, new Reason("1003", "Invalid value for field 'a' and value 'b'"));
        }

        await run.ReportAsync();
        return run;
    }

    private static async Task<(RejectsResult Result, string Text)> WriteAsync(
        RunBuilder run, RejectsFormat format, params RecordStatus[] only)
    {
        var content = new MemoryStream();
        var result = await RejectsWriter.WriteAsync(
            run.Folder, run.Definition(), content, format, only.Length > 0 ? only.ToHashSet() : null, default);
        return (result, Encoding.UTF8.GetString(content.ToArray()));
    }

    private static string InOrder(string record) =>
        new JsonObject(JsonNode.Parse(record)!.AsObject().OrderBy(field => field.Key).Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone()))).ToJsonString();

    private static string WithoutAnnotations(string line)
    {
        var record = JsonNode.Parse(line)!.AsObject();
        foreach (var name in record.Select(field => field.Key).Where(name => name.StartsWith("marketosync.", StringComparison.Ordinal)).ToList())
            record.Remove(name);
        var json = record.ToJsonString();
        Assert.EndsWith(json.Length > 2 ? "," + json[1..] : "}", line, StringComparison.Ordinal);
        return json;
    }

    // The documented rules of intake, read here with the library's own reader.
    private static List<JsonObject> ReadCsv(string text)
    {
        using var csv = CsvReader.FromText(text, new CsvReaderOptions { HasHeader = false });
        var rows = new List<string[]>();
        while (csv.Read()) rows.Add([.. Enumerable.Range(0, csv.FieldCount).Select(cell => csv.GetString(cell)!)]);

        return [.. rows.Skip(1).Select(row => new JsonObject(rows[0].Zip(row)
            .Where(cell => !cell.First.TrimStart('\uFEFF').StartsWith("marketosync.", StringComparison.Ordinal) && cell.Second.Length > 0)
            .Select(cell => Cell(cell.First, cell.Second))))];
    }

    private static KeyValuePair<string, JsonNode?> Cell(string header, string cell)
    {
        var parts = header.Split(':');
        return KeyValuePair.Create(parts[0], cell == "NULL" ? null : parts.Length > 1 ? JsonNode.Parse(cell) : JsonValue.Create(cell));
    }
}
