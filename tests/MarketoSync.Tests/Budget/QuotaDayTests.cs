using MarketoSync.Budget;

namespace MarketoSync.Tests.Budget;

public class QuotaDayTests
{
    [Theory]
    [InlineData("2026-01-15T05:59:59Z", "2026-01-14")]
    [InlineData("2026-01-15T06:00:00Z", "2026-01-15")]
    [InlineData("2026-07-15T04:59:59Z", "2026-07-14")]
    [InlineData("2026-07-15T05:00:00Z", "2026-07-15")]
    [InlineData("2026-03-08T05:59:59Z", "2026-03-07")]
    [InlineData("2026-03-09T05:00:00Z", "2026-03-09")]
    [InlineData("2026-11-01T05:00:00Z", "2026-11-01")]
    [InlineData("2026-11-02T05:59:59Z", "2026-11-01")]
    [InlineData("2026-11-02T06:00:00Z", "2026-11-02")]
    public void The_day_begins_at_midnight_in_Chicago(string now, string day) => Assert.Equal(day, QuotaDay.Of(Time(now)).ToString("o"));

    [Theory]
    [InlineData("2026-01-15T18:00:00Z", "2026-01-16T06:02:00Z")]
    [InlineData("2026-07-15T18:00:00Z", "2026-07-16T05:02:00Z")]
    [InlineData("2026-03-08T12:00:00Z", "2026-03-09T05:02:00Z")]
    [InlineData("2026-11-01T12:00:00Z", "2026-11-02T06:02:00Z")]
    [InlineData("2026-03-07T12:00:00Z", "2026-03-08T06:02:00Z")]
    [InlineData("2026-10-31T12:00:00Z", "2026-11-01T05:02:00Z")]
    public void A_spent_quota_is_tried_again_after_the_next_midnight_also_over_a_change_of_clocks(string now, string next) =>
        Assert.Equal(Time(next), QuotaDay.NextTry(Time(now)));

    [Theory]
    [InlineData("2026-01-15T06:00:00Z", 10)]
    [InlineData("2026-01-15T07:14:59Z", 10)]
    [InlineData("2026-01-15T07:15:00Z", 1367)]
    public void For_an_hour_after_midnight_the_refusal_may_still_be_of_yesterday_so_it_is_tried_again_soon(string now, int minutes) =>
        Assert.Equal(Time(now).AddMinutes(minutes), QuotaDay.NextTry(Time(now)));

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
