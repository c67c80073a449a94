using System.Text;
using MarketoSync.Records;

namespace MarketoSync.Tests.Records;

public class KeyReaderTests
{
    [Theory]
    [InlineData("""{"email":"a@x"}""", "a@x")]
    [InlineData("""{"x":{"email":"no"},"y":["email"],"\u0065mail":"A \u00fc"}""", "A ü")]
    [InlineData("""{"email":17.0}""", "17.0")]
    [InlineData("""{"email":""}""", null)]
    [InlineData("""{"email":null}""", null)]
    [InlineData("""{"email":["a"]}""", null)]
    [InlineData("""{"Email":"a"}""", null)]
    public void The_key_is_shown_as_it_was_given(string record, string? expected)
    {
        Assert.Equal(expected is not null, KeyReader.TryRead(Encoding.UTF8.GetBytes(record), "email", out var key));
        Assert.Equal(expected ?? "", key ?? "");
    }
}
