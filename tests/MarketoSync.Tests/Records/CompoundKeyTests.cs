using MarketoSync.Records;

namespace MarketoSync.Tests.Records;

public sealed class CompoundKeyTests
{
    [Theory]
    [InlineData("7", "7")]
    [InlineData("007", "7")]
    [InlineData("7.0", "7")]
    [InlineData("A-1|01|Buyer", "A-1|1|Buyer")]
    [InlineData("-0.50", "-0.5")]
    [InlineData("1e3", "1e3")]
    [InlineData("", "")]
    [InlineData("99999999999999999999999999999999", "99999999999999999999999999999999")]
    public void Numbers_are_written_as_Marketo_writes_them(string key, string expected) =>
        Assert.Equal(expected, CompoundKey.WithPlainNumbers(key));
}
