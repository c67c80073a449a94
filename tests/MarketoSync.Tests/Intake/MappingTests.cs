using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using MarketoSync.Batching;
using MarketoSync.Intake;
using MarketoSync.Mapping;

namespace MarketoSync.Tests.Intake;

public sealed class MappingTests
{
    private const string Example = """{"rename":{"E-Mail":"email","First Name":"firstName"},"drop":["internalNotes"],"constants":{"leadSource":"Import 2026"}}""";

    [Theory]
    [InlineData(SourceFormat.Ndjson, """{"E-Mail":"a@example.com","internalNotes":"x","First Name":"Ada","leadSource":"Fair","city":"Köln"}""")]
    [InlineData(SourceFormat.Json, """[{"E-Mail":"a@example.com","internalNotes":"x","First Name":"Ada","leadSource":"Fair","city":"Köln"}]""")]
    [InlineData(SourceFormat.Csv, "E-Mail,internalNotes,First Name,leadSource,city\na@example.com,x,Ada,Fair,Köln\n")]
    public async Task Fields_are_renamed_dropped_and_set_in_each_format(SourceFormat format, string source)
    {
        var taken = await TakeAsync(source, Example, format);

        Assert.Equal(["""{"email":"a@example.com","firstName":"Ada","city":"Köln","leadSource":"Import 2026"}"""], taken.Texts);
        Assert.Empty(taken.Summary.Unmatched);
    }

    [Theory]
    [InlineData("""{"a":1}""", """{"A":1,"c":7}""")]
    [InlineData("""{"d":1,"a":2}""", """{"A":2,"c":7}""")]
    [InlineData("""{"a":2,"d":1}""", """{"A":2,"c":7}""")]
    [InlineData("""{"d":[1,{"a":2}],"a":{"d":3}}""", """{"A":{"d":3},"c":7}""")]
    [InlineData("""{"d":1,"d":2,"c":3,"c":4,"a":5}""", """{"A":5,"c":7}""")]
    [InlineData("""{"\u0061":1,"\u0064":2}""", """{"A":1,"c":7}""")]
    [InlineData("""{ "a" : 1 , "x" : [ 2 ] , "d" : 3 }""", """{"A":1,"x" : [ 2 ],"c":7}""")]
    [InlineData("{\"a\":\"\\n,}\",\"d\":\",\"}", "{\"A\":\"\\n,}\",\"c\":7}")]
    [InlineData("""{"A ":1,"D":2}""", """{"A ":1,"D":2,"c":7}""")]
    [InlineData("""{"a":1,"marketosync.line":7}""", """{"A":1,"c":7}""")]
    public async Task The_record_that_is_stored_is_the_mapped_one(string record, string stored) =>
        Assert.Equal([stored], (await TakeAsync(record, """{"rename":{"a":"A"},"drop":["d"],"constants":{"c":7}}""")).Texts);

    [Theory]
    [InlineData("""{"rename":{"a":"b","b":"a"}}""", """{"b":1,"a":2}""")]
    [InlineData("""{"rename":{"a":"b"},"drop":["b"]}""", """{"b":1}""")]
    [InlineData("""{"rename":{"a":"c"},"constants":{"a":7}}""", """{"c":1,"b":2,"a":7}""")]
    [InlineData("""{"rename":{"a":"q\"\\\nz"}}""", """{"q\"\\\nz":1,"b":2}""")]
    [InlineData("""{"rename":{"a":"a"}}""", """{"a":1,"b":2}""")]
    [InlineData("""{"constants":{"q\"":"w\"","n":0.10,"t":true,"z":null}}""", """{"a":1,"b":2,"n":0.10,"q\"":"w\"","t":true,"z":null}""")]
    [InlineData("{}", """{"a":1,"b":2}""")]
    public async Task Names_in_the_source_are_apart_from_those_that_are_sent(string map, string stored) =>
        Assert.Equal([stored], (await TakeAsync("""{"a":1,"b":2}""", map)).Texts);

    [Theory]
    [InlineData("""{"E-Mail":"a@example.com","email":"b@example.com"}""", "The fields 'E-Mail' and 'email' of the record are both sent as 'email'")]
    [InlineData("""{"email":"a@example.com","E-Mail":"b@example.com"}""", "The fields 'email' and 'E-Mail' of the record are both sent as 'email'")]
    [InlineData("""{"E-Mail":"a@example.com","E-Mail":"b@example.com"}""", "The field 'E-Mail' is in the record twice")]
    public async Task A_name_that_two_fields_become_is_a_duplicate_and_both_are_named(string record, string message)
    {
        var taken = await TakeAsync($"{record}\n{{\"E-Mail\":\"c@example.com\"}}", Example);

        var rejected = Assert.Single(taken.Rejected);
        Assert.Equal((1u, RejectionCodes.DuplicateField, record), (rejected.Line, rejected.Code, rejected.Raw));
        Assert.StartsWith(message, rejected.Message, StringComparison.Ordinal);
        Assert.Single(taken.Stored);
    }

    [Fact]
    public async Task In_CSV_only_the_rows_that_fill_both_columns_are_duplicates()
    {
        var taken = await TakeAsync("E-Mail,email\na@x,\n,b@x\nc@x,d@x\n", """{"rename":{"E-Mail":"email"}}""", SourceFormat.Csv);

        Assert.Equal(["""{"email":"a@x"}""", """{"email":"b@x"}"""], taken.Texts);
        Assert.Equal((4u, RejectionCodes.DuplicateField, "c@x,d@x"), (taken.Rejected[0].Line, taken.Rejected[0].Code, taken.Rejected[0].Raw));
    }

    [Fact]
    public async Task A_typed_column_is_mapped_by_the_field_s_name() => Assert.Equal(
        ["""{"leadScore":7}"""], (await TakeAsync("Punkte:number,x\n7,\n", """{"rename":{"Punkte":"leadScore"}}""", SourceFormat.Csv)).Texts);

    [Theory]
    [InlineData("""{"d":1}""", "The mapping leaves the record no field of its own, so there is nothing to send.")]
    [InlineData("""{"c":1,"d":2}""", "The mapping leaves the record no field of its own, so there is nothing to send.")]
    [InlineData("{}", "The record has no fields, so there is nothing to send.")]
    [InlineData("""{"marketosync.line":1}""", "The record has no fields, so there is nothing to send.")]
    public async Task A_record_of_nothing_but_constants_is_empty(string record, string message)
    {
        var rejected = Assert.Single((await TakeAsync(record, """{"drop":["d"],"constants":{"c":7}}""")).Rejected);

        Assert.Equal((RejectionCodes.EmptyRecord, message), (rejected.Code, rejected.Message));
    }

    [Fact]
    public async Task The_key_is_the_mapped_one()
    {
        var limits = new BatchLimits(1, 1_000_000, 80);
        const string Source = """
            {"E-Mail":"a@example.com","email2":1}
            {"E-Mail":"b@example.com","email2":2}
            {"First Name":"x","E-Mail":"A@example.com "}
            """;

        var taken = await TakeAsync(Source, Example, limits: limits);

        Assert.Equal(1, taken.Summary.Waiting);
        Assert.Equal(0u, taken.Stored.Single(record => record.Record == 2).Previous);
    }

    [Theory]
    [InlineData("\"k@x\"")]
    [InlineData("7")]
    public async Task A_constant_key_is_the_key_of_all(string key)
    {
        var taken = await TakeAsync("""
            {"email":"a@example.com","a":1}
            {"b":{},"email":"b@example.com"}
            """, $$$"""{"constants":{"email":{{{key}}}}}""");

        Assert.Equal(1, taken.Summary.Waiting);
        Assert.Equal(0u, taken.Stored[1].Previous);
    }

    [Fact]
    public async Task A_key_of_several_fields_is_the_mapped_one()
    {
        const string Source = """
            {"A":"1","b":"2","n":1}
            {"b":"2","A":"1","n":2}
            {"A":"1","b":"3","n":3}
            """;
        Assert.True(FieldMapping.TryRead("""{"rename":{"A":"a"},"constants":{"c":"x"}}""", out var map, out _));

        var taken = await Taken.FromAsync(
            new MemoryStream(Encoding.UTF8.GetBytes(Source)),
            new IntakeOptions(SourceFormat.Ndjson, ["a", "b", "c"], Taken.Limits) { Mapping = map, NeedsKey = true });

        Assert.Empty(taken.Rejected);
        Assert.Equal([(0u, uint.MaxValue), (2u, uint.MaxValue), (1u, 0u)], taken.Stored.Select(record => (record.Record, record.Previous)));
    }

    [Fact]
    public async Task A_key_that_the_mapping_takes_away_is_missing()
    {
        Assert.True(FieldMapping.TryRead("""{"drop":["id"]}""", out var map, out _));

        var taken = await Taken.FromAsync(
            new MemoryStream("{\"id\":1,\"a\":2}"u8.ToArray()), new IntakeOptions(SourceFormat.Ndjson, "id", Taken.Limits) { Mapping = map, NeedsKey = true });

        Assert.Equal(RejectionCodes.MissingKey, Assert.Single(taken.Rejected).Code);
    }

    [Fact]
    public async Task Too_large_is_what_is_too_large_when_it_is_mapped()
    {
        var limits = new BatchLimits(300, 1000, 80);
        string Record(string name, int length) => $$"""{"{{name}}":"{{new string('x', length - name.Length - 7)}}"}""";
        const string Map = """{"rename":{"a":"longer"},"drop":["d"]}""";
        var most = 1000 - 80;

        var taken = await TakeAsync(
            string.Join('\n', Record("a", most - 5), Record("a", most - 4), $$"""{"b":1,"d":"{{new string('x', 2_000_000)}}"}"""), Map, limits: limits);

        Assert.Equal([0u, 2u], taken.Stored.Select(record => record.Record));
        Assert.Equal(most, taken.Stored[0].Text.Length);
        Assert.Equal("too-large", Assert.Single(taken.Rejected).Code);
    }

    [Theory]
    [InlineData(SourceFormat.Ndjson, """{"E-mail":"a","internalNotes":1}""", new[] { "E-Mail", "First Name" })]
    [InlineData(SourceFormat.Ndjson, "{\"E-Mail\":\"a\",\"email\":\"b\"}\n{\"x\":{\"First Name\":1}}", new[] { "First Name", "internalNotes" })]
    [InlineData(SourceFormat.Csv, "E-Mail,first name,internalNotes\na,,\n", new[] { "First Name" })]
    [InlineData(SourceFormat.Csv, "E-Mail,First Name,internalNotes\n", new string[0])]
    [InlineData(SourceFormat.Ndjson, "", new string[0])]
    public async Task Names_that_the_source_does_not_have_are_told(SourceFormat format, string source, string[] unmatched) =>
        Assert.Equal(unmatched, (await TakeAsync(source, Example, format)).Summary.Unmatched);

    [Fact]
    public async Task A_record_that_the_same_mapping_made_is_not_mapped_again_but_by_another_it_is()
    {
        const string Map = """{"rename":{"a":"b","b":"a"},"drop":["d"],"constants":{"c":1}}""";
        var marked = $$"""{"a":1,"b":2,"d":3,"c":4,"marketosync.map":"{{Mapping(Map).Mark}}"}""";

        Assert.Equal(["""{"a":1,"b":2,"d":3,"c":4}"""], (await TakeAsync(marked, Map)).Texts);
        Assert.Empty((await TakeAsync(marked, Map)).Summary.Unmatched);
        Assert.Equal(["""{"A":1,"b":2,"d":3,"c":4}"""], (await TakeAsync(marked, """{"rename":{"a":"A"}}""")).Texts);
        Assert.Equal(["""{"a":1,"b":2,"d":3,"c":4}"""], (await TakeAsync(marked, null)).Texts);
    }

    [Fact]
    public async Task A_mapped_record_that_is_not_one_after_all_is_rejected_as_ever()
    {
        var map = Mapping(Example);
        var taken = await TakeAsync($$"""{"a":1,"a":2,"marketosync.map":"{{map.Mark}}"}""", Example);

        Assert.Equal(RejectionCodes.DuplicateField, Assert.Single(taken.Rejected).Code);
    }

    [Property(MaxTest = 400, Arbitrary = [typeof(Generators)])]
    public async Task It_is_as_if_the_source_had_been_mapped_before(Map map, Fields[] records, bool isSpaced)
    {
        var direct = await TakeAsync(string.Join('\n', records.Select(record => record.Json(isSpaced))), map.Json);
        var before = records.Select(record => record.Through(map)).ToArray();

        // A record of constants alone is empty: without a mapping there is no telling.
        var plain = await TakeAsync(string.Join('\n', before.Select(record => record.HasOwn ? record.Mapped.Json(false) : "{}")), null);

        Assert.Equal(plain.Stored.Select(record => (record.Record, record.Line, record.Previous)), direct.Stored.Select(record => (record.Record, record.Line, record.Previous)));
        Assert.Equal(plain.Texts, direct.Texts.Select(text => isSpaced ? text.Replace(" ", "", StringComparison.Ordinal) : text));
        Assert.Equal(plain.Rejected.Select(record => (record.Record, record.Code)), direct.Rejected.Select(record => (record.Record, record.Code)));
        var names = records.SelectMany(record => record.List).Select(field => field.Name).ToHashSet();
        Assert.Equal(
            records.Length == 0 ? [] : map.Renames.Select(rename => rename.From).Concat(map.Drops).Where(name => !names.Contains(name)).Order(StringComparer.Ordinal),
            direct.Summary.Unmatched);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Example)]
    [InlineData("""{"rename":{"x":"email"}}""")]
    public void A_good_record_costs_no_memory(string? map)
    {
        var check = new RecordCheck(["email"], map is null ? null : new MappedNames(Mapping(map)));
        var records = Enumerable.Range(0, 100)
            .Select(i => Encoding.UTF8.GetBytes($$"""{"E-Mail":"{{i}}@example.com","First Name":"Ada","internalNotes":{{i}},"city":"Köln"}"""))
            .Append("{\"E-Mail\" : \"\\u0061\", \"city\":[1]}"u8.ToArray()).ToArray();
        // The runtime may allocate for itself now and then. What a record costs, it costs each time.
        var least = long.MaxValue;
        for (var pass = 0; pass < 10; pass++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            Check();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);

        void Check()
        {
            foreach (var record in records) Assert.Null(check.Find(record, out _, out _));
        }
    }

    private static FieldMapping Mapping(string json)
    {
        Assert.True(FieldMapping.TryRead(json, out var mapping, out var fault), fault?.Text);
        return mapping!;
    }

    private static Task<Taken> TakeAsync(
        string source, string? map, SourceFormat format = SourceFormat.Ndjson, BatchLimits? limits = null) => Taken.FromAsync(
        new MemoryStream(Encoding.UTF8.GetBytes(source)),
        new IntakeOptions(format, "email", limits ?? Taken.Limits) { Mapping = map is null ? null : Mapping(map) });

    public sealed record Map((string From, string To)[] Renames, string[] Drops, (string Name, string Value)[] Constants)
    {
        public string Json => "{\"rename\":{" + string.Join(',', Renames.Select(rename => $"\"{rename.From}\":\"{rename.To}\""))
            + "},\"drop\":[" + string.Join(',', Drops.Select(name => $"\"{name}\""))
            + "],\"constants\":{" + string.Join(',', Constants.Select(constant => $"\"{constant.Name}\":{constant.Value}")) + "}}";
    }

    public sealed record Fields((string Name, string Value)[] List)
    {
        public string Json(bool isSpaced) => isSpaced
            ? "{ " + string.Join(" , ", List.Select(field => $"\"{field.Name}\" : {field.Value}")) + " }"
            : "{" + string.Join(',', List.Select(field => $"\"{field.Name}\":{field.Value}")) + "}";

        public (Fields Mapped, bool HasOwn) Through(Map map)
        {
            var own = List.Where(field => !map.Drops.Contains(field.Name)).Select(field => (
                    Name: map.Renames.Where(rename => rename.From == field.Name).Select(rename => rename.To).FirstOrDefault(), field))
                .Where(one => one.Name is not null || map.Constants.All(constant => constant.Name != one.field.Name))
                .Select(one => (one.Name ?? one.field.Name, one.field.Value)).ToArray();
            return (new Fields([.. own, .. map.Constants.OrderBy(constant => constant.Name, StringComparer.Ordinal)]), own.Length > 0);
        }
    }

    private static class Generators
    {
        private static readonly string[] s_names = ["email", "E-Mail", "a", "b", "c", "ü"];

        public static Arbitrary<Map> Maps() => (
            from order in Gen.Shuffle(s_names)
            from targets in Gen.Shuffle(s_names)
            from renames in Gen.Choose(0, 3)
            from drops in Gen.Choose(0, 2)
            from constants in Gen.Choose(0, 2)
            select new Map(
                [.. order.Take(renames).Zip(targets)],
                [.. order.Skip(renames).Take(drops)],
                [.. targets.Skip(renames).Take(constants).Select((name, i) => (name, i == 0 ? "\"k\"" : "null"))])).ToArbitrary();

        public static Arbitrary<Fields> Records() => (
            from names in Gen.ListOf(Gen.Elements(s_names))
            from values in Gen.ListOf(Gen.Elements("1", "\"\"", "\"k@x\"", "\"K@X\"", "\"\\u0061,}\"", "null", "[{\"a\":1}]", "true"), names.Count)
            select new Fields([.. names.Take(6).Zip(values)])).ToArbitrary();
    }
}
