using MarketoSync.Reports;

namespace MarketoSync.Tests.Reports;

public sealed class MaskedMessageTests
{
    [Theory]
    [InlineData("Invalid value for field 'email' and value 'x@y'", "Invalid value for field 'email' and value '…'")]
    [InlineData("Invalid value 'X'. Required of type 'Integer'", "Invalid value '…'. Required of type 'Integer'")]
    [InlineData("Invalid cookie value 'id:1&token:2'", "Invalid cookie value '…'")]
    [InlineData("Value 'abc' for field 'title' is too long", "Value '…' for field 'title' is too long")]
    [InlineData("value \"abc\"", "value '…'")]
    public void A_quoted_value_is_masked_and_names_stay(string message, string expected) =>
        Assert.Equal(expected, MaskedMessage.Of(message));

    [Theory]
    [InlineData("Invalid value for field 'name' and value 'O'Brien'")]
    [InlineData("Invalid value for field 'name' and value 'rock 'n' roll'")]
    [InlineData("Invalid value for field 'name' and value 'a' 'b'")]
    [InlineData("Invalid value for field 'name' and value 'never closed")]
    [InlineData("Invalid value for field 'name' and value 'two\nlines'")]
    public void A_value_with_quotes_leaves_nothing_behind(string message) =>
        Assert.Equal("Invalid value for field 'name' and value '…'", MaskedMessage.Of(message));

    [Theory]
    [InlineData("Missing value for the required parameter 'email'")]
    [InlineData("Value for lookup field 'email' not found")]
    [InlineData("Field 'nickname' not found")]
    [InlineData("Lead already exists")]
    [InlineData("")]
    public void A_message_without_a_value_stays(string message) => Assert.Equal(message, MaskedMessage.Of(message));

    [Fact]
    public void A_long_message_is_cut() =>
        Assert.Equal(MaskedMessage.MaxLength, MaskedMessage.Of(new string('x', 10_000)).Length);
}
