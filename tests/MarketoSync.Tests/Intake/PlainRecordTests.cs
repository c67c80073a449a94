using System.Text;
using System.Text.Json;
using FsCheck.Xunit;
using MarketoSync.Intake;

namespace MarketoSync.Tests.Intake;

public class PlainRecordTests
{
    private static readonly string[] Tokens =
        ["{", "}", "\"a\"", "\"b\"", ":", ",", "\"x", "\"", "0", "1", "-", ".", "5", "true", "null", "false", " ", "[", "]", "\\", "\n", "{\"a\":1", "\"a\":\"é\"", "}"];

    [Property(MaxTest = 5000)]
    public void What_it_takes_is_a_valid_object_with_different_names(byte[] choices)
    {
        var text = "{\"a\":" + string.Concat(choices.Select(choice => Tokens[choice % Tokens.Length]));
        AssertTakenOnlyIfValid(text);
        AssertTakenOnlyIfValid(text + "}");
    }

    [Theory]
    [InlineData("{\"a\":1}", true)]
    [InlineData("{\"a\":-0.50,\"b\":\"\",\"c\":null,\"d\":true,\"e\":false}", true)]
    [InlineData("{\"a\":1e3}", false)]
    [InlineData("{\"a\":01}", false)]
    [InlineData("{\"a\":1,\"a\":2}", false)]
    [InlineData("{\"a\":\"\\n\"}", false)]
    [InlineData("{}", false)]
    [InlineData("{\"a\":1}}", false)]
    [InlineData("{\"a\":1,}", false)]
    [InlineData("{\"a\":truefalse}", false)]
    public void It_knows_plain_records_and_leaves_all_others(string text, bool known) =>
        Assert.Equal(known, PlainRecord.TryRead(Encoding.UTF8.GetBytes(text), new FieldNames(null), null, out _));

    private static void AssertTakenOnlyIfValid(string text)
    {
        var names = new FieldNames("a");
        // Once with names that are new to it and once with names that it expects.
        for (var i = 0; i < 2; i++)
        {
            if (!PlainRecord.TryRead(Encoding.UTF8.GetBytes(text), names, null, out var key))
                continue;
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { AllowDuplicateProperties = false });
            var value = document.RootElement.GetProperty("a");
            if (value.ValueKind is JsonValueKind.String or JsonValueKind.Number)
                Assert.Equal(value.ToString(), Encoding.UTF8.GetString(key));
            else
                Assert.True(key.IsEmpty);
        }
    }
}
