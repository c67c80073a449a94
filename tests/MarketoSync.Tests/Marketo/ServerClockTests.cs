using FsCheck.Xunit;
using MarketoSync.Marketo;

namespace MarketoSync.Tests.Marketo;

public class ServerClockTests
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 20, 18, 0, 0, TimeSpan.Zero);

    [Property]
    public void The_bound_is_never_later_than_what_Marketo_shows_and_nears_it_with_a_quick_answer(int ahead, ushort[] delays)
    {
        var offset = TimeSpan.FromMilliseconds(ahead % 100_000);
        var clock = new ServerClock();
        var best = long.MaxValue;
        foreach (var delay in delays)
        {
            // Marketo writes whole seconds, the answer takes its time, and its servers' clocks may lie two seconds apart.
            clock.Observe(Floor(s_now + offset), s_now.AddMilliseconds(delay));
            best = Math.Min(best, delay);
        }

        if (delays.Length == 0) return;
        var bound = clock.AtLeast(s_now);
        Assert.True(bound <= s_now + offset);
        Assert.True(bound > s_now + offset - TimeSpan.FromMilliseconds(best) - TimeSpan.FromSeconds(4));
        Assert.Equal(0, bound.Ticks % TimeSpan.TicksPerSecond);

        static DateTimeOffset Floor(DateTimeOffset time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerSecond));
    }

    [Fact]
    public void An_answer_without_a_date_tells_nothing()
    {
        var clock = new ServerClock();
        clock.Observe(null, s_now);
        Assert.Equal(s_now.AddSeconds(-2), clock.AtLeast(s_now.AddMilliseconds(999)));
    }
}
