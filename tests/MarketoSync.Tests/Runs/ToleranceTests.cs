using MarketoSync.Runs;

namespace MarketoSync.Tests.Runs;

public sealed class ToleranceTests
{
    [Theory]
    [InlineData("500", "500")]
    [InlineData("0", "0")]
    [InlineData("5%", "5%")]
    [InlineData("0.50 %", "0.5%")]
    [InlineData("100%", "100%")]
    public void It_is_read_and_written(string text, string expected)
    {
        Assert.True(Tolerance.TryRead(text, out var tolerance));
        Assert.Equal(expected, tolerance.Text());
    }

    [Theory]
    [InlineData("")]
    [InlineData("%")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("1,5%")]
    [InlineData("101%")]
    [InlineData("5%%")]
    [InlineData("many")]
    public void What_is_neither_a_number_nor_a_share_is_refused(string text) => Assert.False(Tolerance.TryRead(text, out _));

    [Theory]
    [InlineData("5", 5, 10, false)]
    [InlineData("5", 6, 1_000_000, true)]
    [InlineData("5%", 50, 1_000, false)]
    [InlineData("5%", 51, 1_000, true)]
    [InlineData("0%", 1, 1_000, true)]
    [InlineData("0", 0, 1_000, false)]
    public void More_than_it_allows_is_too_many(string text, long refused, long of, bool isExceeded)
    {
        Assert.True(Tolerance.TryRead(text, out var tolerance));
        Assert.Equal(isExceeded, tolerance.IsExceeded(refused, of));
    }
}
