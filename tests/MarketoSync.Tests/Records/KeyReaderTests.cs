using System.Text;
using FsCheck;
using FsCheck.Xunit;
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
        Assert.Equal(expected, KeyReader.Read(Encoding.UTF8.GetBytes(record), ["email"]));
        Assert.Null(KeyReader.Read(Encoding.UTF8.GetBytes(record), []));
    }

    [Theory]
    [InlineData("""{"role":"Chair","x":{"leadId":1},"leadId":7,"opportunity":"a|b\\c"}""", """a\|b\\c|7|Chair""")]
    [InlineData("""{"role":"Chair","leadId":7}""", null)]
    [InlineData("""{"role":"Chair","leadId":null,"opportunity":"o"}""", null)]
    [InlineData("""{"role":"","leadId":7,"opportunity":"o"}""", null)]
    public void A_key_of_several_fields_is_one_text_in_their_order(string record, string? expected) =>
        Assert.Equal(expected, KeyReader.Read(Encoding.UTF8.GetBytes(record), ["opportunity", "leadId", "role"]));

    [Property]
    public void Keys_of_several_fields_are_equal_only_where_all_values_are(NonNull<string> a, NonNull<string> b, NonNull<string> c, NonNull<string> d) =>
        Assert.Equal((a.Get, b.Get) == (c.Get, d.Get), CompoundKey.Join([a.Get, b.Get]) == CompoundKey.Join([c.Get, d.Get]));
}
