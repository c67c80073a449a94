using MarketoSync.Cli.Progress;
using Microsoft.Extensions.Time.Testing;

namespace MarketoSync.Cli.Tests.Progress;

public sealed class PaceTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void It_is_the_records_settled_in_a_second()
    {
        var pace = Begun(at: 0);
        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(250, pace.PerSecond(Progressed.To(2_500)));
        Assert.Equal(TimeSpan.FromSeconds(30), pace.Left(Progressed.To(2_500)));
    }

    [Fact]
    public void What_was_settled_before_it_watched_does_not_count()
    {
        var pace = Begun(at: 9_000);
        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(50, pace.PerSecond(Progressed.To(9_500)));
        Assert.Equal(TimeSpan.FromSeconds(10), pace.Left(Progressed.To(9_500)));
    }

    [Fact]
    public void Nothing_can_be_said_before_time_has_passed_or_a_record_is_settled()
    {
        var pace = Begun(at: 0);
        Assert.Equal(0, pace.PerSecond(Progressed.To(5)));
        Assert.Null(pace.Left(Progressed.To(5)));

        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Null(pace.Left(Progressed.To(0)));
    }

    [Fact]
    public void A_crawl_gives_no_absurd_time()
    {
        var pace = Begun(at: 0);
        _time.Advance(TimeSpan.FromDays(10));

        Assert.Equal(TimeSpan.FromDays(30), pace.Left(Progressed.To(1, stored: 100_000_000)));
    }

    private Pace Begun(long at)
    {
        var pace = new Pace(_time);
        pace.Begin(Progressed.To(at));
        return pace;
    }
}
