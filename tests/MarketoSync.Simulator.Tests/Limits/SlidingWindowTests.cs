using FsCheck.Xunit;

namespace MarketoSync.Simulator.Tests;

public class SlidingWindowTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero);

    [Property]
    public bool No_window_of_any_start_ever_holds_more_than_the_limit(ushort[] gaps, byte limitSeed)
    {
        var limit = (limitSeed % 7) + 1;
        var length = TimeSpan.FromSeconds(20);
        var window = new SlidingWindow(length);
        var accepted = new List<DateTimeOffset>();
        var now = Start;
        foreach (var gap in gaps)
        {
            now += TimeSpan.FromMilliseconds(gap % 9000);
            if (window.CountAt(now) >= limit) continue;
            window.Add(now);
            accepted.Add(now);
        }
        return accepted.TrueForAll(from => accepted.Count(at => at >= from && at < from + length) <= limit);
    }

    [Property]
    public bool A_call_is_refused_only_when_the_window_is_full(ushort[] gaps, byte limitSeed)
    {
        var limit = (limitSeed % 7) + 1;
        var length = TimeSpan.FromSeconds(20);
        var window = new SlidingWindow(length);
        var accepted = new List<DateTimeOffset>();
        var now = Start;
        foreach (var gap in gaps)
        {
            now += TimeSpan.FromMilliseconds(gap % 9000);
            var full = accepted.Count(at => now - at < length) >= limit;
            if (window.CountAt(now) >= limit != full) return false;
            if (full) continue;
            window.Add(now);
            accepted.Add(now);
        }
        return true;
    }
}
