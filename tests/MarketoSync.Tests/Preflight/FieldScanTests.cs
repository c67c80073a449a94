using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using MarketoSync.Preflight;

namespace MarketoSync.Tests.Preflight;

public sealed class FieldScanTests
{
    [Property(MaxTest = 500, Arbitrary = [typeof(Generators)])]
    public void It_finds_just_the_fields_that_a_full_reader_finds(JsonObject record, bool isSpaced)
    {
        var text = record.ToJsonString(new JsonSerializerOptions { WriteIndented = isSpaced });
        using var document = JsonDocument.Parse(text);

        Assert.Equal(
            document.RootElement.EnumerateObject().Select(field => (field.Name, field.Value.GetRawText())),
            Fields(text).Select(field => (JsonSerializer.Deserialize<string>(field.Quoted)!, field.Value)));
    }

    [Theory]
    [InlineData("{}", new string[0])]
    [InlineData("{ }", new string[0])]
    [InlineData("{\"a\\\\\":\"\\\\\",\"b\":\"\\\"\"}", new[] { "\"a\\\\\"", "\"\\\\\"", "\"b\"", "\"\\\"\"" })]
    [InlineData("{ \"a\" : [ \"]\\\"\" , {} ] , \"b\" : -1.5e3 }", new[] { "\"a\"", "[ \"]\\\"\" , {} ]", "\"b\"", "-1.5e3" })]
    public void Quotes_braces_and_blanks_do_not_mislead_it(string text, string[] parts) =>
        Assert.Equal(parts, Fields(text).SelectMany(field => new[] { field.Quoted, field.Value }));

    private static List<(string Quoted, string Value)> Fields(string text)
    {
        var fields = new List<(string, string)>();
        var record = Encoding.UTF8.GetBytes(text).AsSpan();
        for (var at = FieldScan.NextName(record, 1); at >= 0;)
        {
            var name = record.Slice(at, FieldScan.LengthOfString(record[at..]));
            at = FieldScan.Value(record, at + name.Length);
            var value = record.Slice(at, FieldScan.LengthOfValue(record[at..]));
            fields.Add((Encoding.UTF8.GetString(name), Encoding.UTF8.GetString(value)));
            at = FieldScan.NextName(record, at + value.Length);
        }

        return fields;
    }

    private static class Generators
    {
        private static readonly Gen<string> s_texts = Gen.Elements("", "a", "\"", "\\", "\\\"", "{", "}]", ",:", "ü 😀", "\n", "x\\");

        public static Arbitrary<JsonObject> Records() => Objects(2).ToArbitrary();

        private static Gen<JsonObject> Objects(int depth) =>
            from names in Gen.ListOf(s_texts)
            from values in Gen.ListOf(Values(depth), names.Count)
            select new JsonObject(names.Zip(values, KeyValuePair.Create).DistinctBy(field => field.Key));

        private static Gen<JsonNode?> Values(int depth)
        {
            var scalars = Gen.OneOf(s_texts.Select(text => (JsonNode?)JsonValue.Create(text)), Gen.Elements("0", "-1.50", "1e5", "true", "false", "null").Select(text => JsonNode.Parse(text)));
            return depth == 0
                ? scalars
                : Gen.Frequency(
                    (4, scalars),
                    (1, Objects(depth - 1).Select(map => (JsonNode?)map)),
                    (1, Gen.ListOf(Values(depth - 1)).Select(list => (JsonNode?)new JsonArray([.. list]))));
        }
    }
}
