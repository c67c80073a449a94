using MarketoSync.Intake;

namespace MarketoSync.Tests.Intake;

public class JsonIntakeTests
{
    [Theory]
    [InlineData("""[{"a":1},{"a":2}]""")]
    [InlineData("\uFEFF [ {\"a\":1} , {\"a\":2} ] \n")]
    [InlineData("""{"records":[{"a":1},{"a":2}]}""")]
    [InlineData("""{"next":null,"meta":{"records":[{"b":1}],"s":"]}\""},"records":[{"a":1},{"a":2}],"more":true}""")]
    public async Task The_elements_of_the_array_are_the_records(string text) =>
        Assert.Equal(["""{"a":1}""", """{"a":2}"""], (await Taken.JsonAsync(text)).Texts);

    [Theory]
    [InlineData("")]
    [InlineData(" \n")]
    [InlineData("[]")]
    [InlineData("""{"records":[ ]}""")]
    public async Task No_elements_are_no_records(string text) => Assert.Equal(0, (await Taken.JsonAsync(text)).Summary.Records);

    [Fact]
    public async Task A_record_over_several_lines_is_stored_on_one_and_known_by_its_first_line()
    {
        var taken = await Taken.JsonAsync("[\n  {\n    \"a\": 1,\r\n    \"b\": [\n 2]\n  },\n  {\"a\": \"x  y\"}\n]");
        Assert.Equal([(2u, "{\"a\": 1,\"b\": [2]}"), (7u, "{\"a\": \"x  y\"}")], taken.Stored.Select(r => (r.Line, r.Text)));
    }

    [Fact]
    public async Task Elements_that_are_no_good_records_are_rejected_one_by_one()
    {
        var taken = await Taken.JsonAsync("""
            [1, "a,]", {"a":1},
            null, [{"a":1}], {},
            {"a":1,"a":2}]
            """);
        Assert.Equal(
            [(0u, 1u, "not-an-object"), (1u, 1u, "not-an-object"), (3u, 2u, "not-an-object"), (4u, 2u, "not-an-object"), (5u, 2u, "empty-record"), (6u, 3u, "duplicate-field")],
            taken.Rejected.Select(r => (r.Record, r.Line, r.Code)));
        Assert.Equal((2u, 1u), (taken.Stored[0].Record, taken.Stored[0].Line));
    }

    [Theory]
    [InlineData("[\n{\"a\":1},\n{\"a\":}]", 3)]
    [InlineData("[{\"a\":1},\n", 2)]
    [InlineData("[{\"a\":1}\n{\"a\":2}]", 2)]
    [InlineData("[{\"a\":1},]", 1)]
    [InlineData("[{\"a\":1}", 1)]
    [InlineData("[\n{\"a\":\"1]", 2)]
    [InlineData("[,{\"a\":1}]", 1)]
    [InlineData("[{\"a\":1}]]", 1)]
    [InlineData("[{\"a\":1]]", 1)]
    [InlineData("[tru]", 1)]
    [InlineData("{\"a\":1}\n{\"a\":2}", 1)]
    [InlineData("{\"records\":{}}", 1)]
    [InlineData("{\"records\":[],\"records\":[]}", 1)]
    [InlineData("{\"x\":,\"records\":[]}", 1)]
    [InlineData("{\"x\":01,\"records\":[]}", 1)]
    [InlineData("{\"x\" 1,\"records\":[]}", 1)]
    [InlineData("{\"records\":[]", 1)]
    [InlineData("{\"records\":[],}", 1)]
    [InlineData("{}", 1)]
    [InlineData("{", 1)]
    [InlineData("email,name", 1)]
    public async Task An_array_that_breaks_is_an_input_error_with_its_line(string text, uint line)
    {
        var error = Assert.IsType<InputError>((await Taken.JsonAsync(text)).Result);
        Assert.Equal(line, error.Line);
        Assert.NotEmpty(error.Text);
    }

    [Fact]
    public async Task An_element_far_too_large_is_rejected_and_the_next_keeps_its_line()
    {
        var taken = await Taken.JsonAsync($"[\n{{\"a\":\n\"{new string('x', 3_000_000)}\"}},\n{{\"a\":1}}]");
        Assert.Equal((0u, 2u, "too-large"), (taken.Rejected[0].Record, taken.Rejected[0].Line, taken.Rejected[0].Code));
        Assert.Equal((1u, 4u), (taken.Stored[0].Record, taken.Stored[0].Line));
    }
}
