using System.Text.Json;
using MarketoSync.Mapping;
using MarketoSync.Runs;

namespace MarketoSync.Tests.Mapping;

public sealed class FieldMappingTests
{
    [Fact]
    public void It_is_read_with_what_is_renamed_dropped_and_set()
    {
        var mapping = Read("""
            {"rename":{"E-Mail":"email","Größe":"size"},"drop":["notes","notes"],"constants":{"leadSource":"Import 2026","score":0.10,"optIn":true,"old":null}}
            """);

        Assert.Equal([KeyValuePair.Create("E-Mail", "email"), KeyValuePair.Create("Größe", "size")], mapping.Renames);
        Assert.Equal(["notes"], mapping.Drops);
        Assert.Equal(
            [("leadSource", "\"Import 2026\""), ("score", "0.10"), ("optIn", "true"), ("old", "null")],
            mapping.Constants.Select(constant => (constant.Key, constant.Value)));
    }

    [Theory]
    [InlineData("""{"drop":["b","a"],"constants":{"y":1,"x":"ü"},"rename":{"f":"F","e":"E"}}""", true)]
    [InlineData("""{ "rename": { "e": "E", "\u0066": "F" }, "drop": ["a", "b", "a"], "constants": { "x": "\u00fc", "y": 1 } }""", true)]
    [InlineData("""{"rename":{"e":"E","f":"F"},"drop":["a","b"],"constants":{"x":"ü","y":1.0}}""", false)]
    [InlineData("""{"rename":{"e":"F","f":"E"},"drop":["a","b"],"constants":{"x":"ü","y":1}}""", false)]
    [InlineData("""{"rename":{"e":"E","f":"F"},"drop":["a","b"]}""", false)]
    [InlineData("{}", false)]
    public void Two_are_equal_if_they_do_the_same(string text, bool isEqual)
    {
        var mapping = Read("""{"rename":{"e":"E","f":"F"},"drop":["a","b"],"constants":{"x":"ü","y":1}}""");
        var other = Read(text);

        Assert.Equal(isEqual, mapping.Equals(other));
        Assert.Equal(isEqual, mapping.Text == other.Text);
        Assert.Equal(isEqual, mapping.Mark == other.Mark);
        Assert.Equal(mapping, Read(mapping.Text));
    }

    [Theory]
    [InlineData("""{"drop":["a"],"constants":{"a":1}}""")]
    [InlineData("""{"rename":{"a":"b"},"constants":{"a":1}}""")]
    [InlineData("""{"rename":{"a":"b","b":"a"}}""")]
    [InlineData("""{"rename":{"a":"b"},"drop":["b"]}""")]
    [InlineData("""{"rename":{"a":"a"," b ":"b"}}""")]
    [InlineData("{}")]
    [InlineData("\uFEFF{}")]
    public void What_only_looks_odd_is_taken(string text) => Read(text);

    [Theory]
    [InlineData(1, "this is not valid JSON near character 1", "")]
    [InlineData(3, "this is not valid JSON near character 3", "{\n\"rename\":{\n  x")]
    [InlineData(1, "this is not valid JSON", """{"rename":{"a":"b",}}""")]
    [InlineData(2, "this is not valid JSON", "{}\n{}")]
    [InlineData(1, "a mapping is a JSON object", """["email"]""")]
    [InlineData(1, "a mapping is a JSON object", "null")]
    [InlineData(2, "'renames' is not known. Known: rename, drop, constants.", "{\n\"renames\":{}}")]
    [InlineData(1, "'Rename' is not known", """{"Rename":{}}""")]
    [InlineData(3, "'drop' stands there twice", "{\"drop\":[],\n\n\"drop\":[]}")]
    [InlineData(1, "rename must be an object", """{"rename":["a"]}""")]
    [InlineData(2, "the new name of 'a' must be a text", "{\"rename\":{\"a\":\n1}}")]
    [InlineData(1, "the new name of 'a' must be a text", """{"rename":{"a":null}}""")]
    [InlineData(1, "drop must be a list", """{"drop":"a"}""")]
    [InlineData(1, "drop must be a list", """{"drop":["a",{}]}""")]
    [InlineData(1, "constants must be an object", """{"constants":[]}""")]
    [InlineData(2, "the field 'a' is renamed twice", "{\"rename\":{\"a\":\"b\",\n\"a\":\"c\"}}")]
    [InlineData(3, "'a' and 'c' are both renamed to 'b'", "{\"rename\":{\n\"a\":\"b\",\n\"c\":\"b\"}}")]
    [InlineData(1, "the field 'a' is both renamed and dropped", """{"rename":{"a":"b"},"drop":["a"]}""")]
    [InlineData(2, "the field 'a' is both renamed and dropped", "{\"drop\":[\"a\"],\n\"rename\":{\"a\":\"b\"}}")]
    [InlineData(1, "the constant 'a' must be one value", """{"constants":{"a":[1]}}""")]
    [InlineData(1, "the constant 'a' must be one value", """{"constants":{"a":{}}}""")]
    [InlineData(1, "the constant 'a' is set twice", """{"constants":{"a":1,"a":1}}""")]
    [InlineData(1, "'b' is both a constant and the new name of 'a'", """{"constants":{"b":1},"rename":{"a":"b"}}""")]
    [InlineData(1, "'b' is both a constant and the new name of 'a'", """{"rename":{"a":"b"},"constants":{"b":1}}""")]
    [InlineData(1, "a field's name is empty", """{"drop":[""]}""")]
    [InlineData(1, "a field's name is empty", """{"rename":{"a":""}}""")]
    [InlineData(1, "the new name 'b ' begins or ends with a blank", """{"rename":{"a":"b "}}""")]
    [InlineData(1, "the constant's name ' b' begins or ends with a blank", """{"constants":{" b":1}}""")]
    [InlineData(1, "'marketosync.code' cannot be mapped", """{"drop":["marketosync.code"]}""")]
    [InlineData(1, "'marketosync.x' cannot be mapped", """{"rename":{"a":"marketosync.x"}}""")]
    [InlineData(2, "a text holds half of a character", "{\"constants\":{\"a\":\n\"\\ud83d\"}}")]
    [InlineData(1, "a text holds half of a character", """{"drop":["\udc00"]}""")]
    public void What_is_wrong_is_told_with_its_line(long line, string text, string mapping)
    {
        Assert.False(FieldMapping.TryRead(mapping, out _, out var fault));

        Assert.Equal(line, fault.Line);
        Assert.StartsWith(text, fault.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_keeps_it_to_be_read_by_people_and_again()
    {
        var mapping = Read("""{"rename":{"E-Mail":"email"},"constants":{"n":1.50}}""");
        var folder = new Runs.MemoryRunFolder();
        var run = new RunDefinition("r", "host", "leads", "createOrUpdate", "email", "sync", "-", "csv", default, 1, 1, 0, Map: mapping, Unmatched: ["E-Mail"]);

        await RunDefinitionFile.WriteAsync(folder, run, default);

        using var json = JsonDocument.Parse(folder["run.json"]);
        Assert.Equal("email", json.RootElement.GetProperty("map").GetProperty("rename").GetProperty("E-Mail").GetString());
        Assert.Equal("1.50", json.RootElement.GetProperty("map").GetProperty("constants").GetProperty("n").GetRawText());
        var read = (await RunDefinitionFile.ReadAsync(folder, default))!;
        Assert.Equal(mapping, read.Map);
        Assert.Contains("'E-Mail'", Assert.Single(read.Warnings), StringComparison.Ordinal);
        Assert.Equal(mapping, SyncRequest.Of(read)!.Map);
    }

    private static FieldMapping Read(string text)
    {
        Assert.True(FieldMapping.TryRead(text, out var mapping, out var fault), fault?.Text);
        return mapping!;
    }
}
