using System.Globalization;
using MarketoSync.Cli.Progress;
using Microsoft.Extensions.Time.Testing;

namespace MarketoSync.Cli.Tests.Progress;

public sealed class ProgressTextTests
{
    private static readonly DateTimeOffset s_until = new(2026, 8, 2, 5, 0, 0, TimeSpan.Zero);

    [Fact]
    public void It_tells_how_far_how_fast_and_how_long_yet() => Assert.Equal(
        "2,500 of 10,000 records settled, 12 calls, 250 records a second, about 30 s left",
        ProgressText.Line(Progressed.To(2_500), PaceAfterTenSeconds()));

    [Fact]
    public void Before_anything_is_settled_it_tells_no_pace() => Assert.Equal(
        "0 of 10,000 records settled, 1 call", ProgressText.Line(Progressed.To(0, calls: 1), PaceAfterTenSeconds()));

    [Fact]
    public void At_the_end_nothing_is_left() => Assert.Equal(
        "10,000 of 10,000 records settled, 12 calls, 1,000 records a second",
        ProgressText.Line(Progressed.To(10_000), PaceAfterTenSeconds()));

    [Fact]
    public void What_all_wait_for_takes_the_place_of_the_time_left() => Assert.Equal(
        $"2,500 of 10,000 records settled, 12 calls, 250 records a second; waiting for Marketo's daily quota to reset, next call at {s_until.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)}",
        ProgressText.Line(Progressed.To(2_500, waitingFor: "Marketo's daily quota to reset", until: s_until), PaceAfterTenSeconds()));

    [Fact]
    public void A_wait_may_have_no_end_that_is_known() => Assert.EndsWith(
        "; waiting for the calls in flight, then the run stops",
        ProgressText.Line(Progressed.To(0, waitingFor: "the calls in flight, then the run stops"), PaceAfterTenSeconds()),
        StringComparison.Ordinal);

    [Theory]
    [InlineData(0, "0 s")]
    [InlineData(0.2, "1 s")]
    [InlineData(89, "89 s")]
    [InlineData(90, "2 min")]
    [InlineData(89 * 60, "89 min")]
    [InlineData(90 * 60, "1 h 30 min")]
    [InlineData(26 * 3600, "26 h 0 min")]
    public void A_duration_has_the_unit_that_one_would_say(double seconds, string text) =>
        Assert.Equal(text, ProgressText.Duration(TimeSpan.FromSeconds(seconds)));

    private static Pace PaceAfterTenSeconds()
    {
        var time = new FakeTimeProvider();
        var pace = new Pace(time);
        pace.Begin(Progressed.To(0));
        time.Advance(TimeSpan.FromSeconds(10));
        return pace;
    }
}
