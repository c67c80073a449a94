using System.Globalization;

namespace MarketoSync.Simulator;

/// <summary>
/// The subscription's daily quota, rate and concurrency. Only calls that get past them count towards rate and quota. Adobe says
/// so for 601, 602, 604, 605, 608 and 611 and is silent about 603, 606, 607, 609, 610 and 615; a call that was let in counts here
/// whatever its answer, 604, 609 and 611 included.
/// </summary>
internal sealed class CallLimits
{
    private static readonly TimeZoneInfo Central = TimeZoneInfo.FindSystemTimeZoneById("America/Chicago");

    private readonly SimulatorOptions options;
    private readonly TimeProvider time;
    private readonly Lock gate = new();
    private readonly SlidingWindow accepted;
    private readonly SlidingWindow offered;
    private DateOnly day;
    private readonly SortedDictionary<string, long> othersToday = new(StringComparer.Ordinal);
    private long callsToday;
    private int inFlight;
    private int mostInWindow;
    private int mostOfferedInWindow;
    private int mostInFlight;

    public CallLimits(SimulatorOptions options, TimeProvider time)
    {
        (this.options, this.time) = (options, time);
        var window = TimeSpan.FromSeconds(options.WindowSeconds);
        (accepted, offered) = (new SlidingWindow(window), new SlidingWindow(window));
        day = Today(time.GetUtcNow());
    }

    public DayUsage Usage
    {
        get
        {
            lock (gate)
            {
                StartDay(time.GetUtcNow());
                return new DayUsage(
                    day, callsToday,
                    [(IdentityEndpoint.ApiUser, callsToday - othersToday.Values.Sum()), .. othersToday.Select(pair => (pair.Key, pair.Value))]);
            }
        }
    }

    public (int InWindow, int OfferedInWindow, int InFlight) Maxima
    {
        get
        {
            lock (gate)
                return (mostInWindow, mostOfferedInWindow, mostInFlight);
        }
    }

    /// <summary>
    /// Lets a call in or names the limit it breaks. <paramref name="choose"/> runs only for a call that breaks none, and a call
    /// for which it returns true is turned away uncounted by its own fault.
    /// </summary>
    public ApiError Enter(Func<bool> choose)
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            StartDay(now);
            mostOfferedInWindow = Math.Max(mostOfferedInWindow, offered.Add(now));
            if (options.DailyQuota > 0 && callsToday >= options.DailyQuota) return new ApiError("607", "Daily quota reached");
            if (options.CallsPerWindow > 0 && accepted.CountAt(now) >= options.CallsPerWindow)
                return new ApiError("606", string.Create(
                    CultureInfo.InvariantCulture, $"Max rate limit '{options.CallsPerWindow}' exceeded with in '{options.WindowSeconds}' secs"));
            if (options.MaxConcurrentCalls > 0 && inFlight >= options.MaxConcurrentCalls)
                return new ApiError("615", $"Concurrent access limit '{options.MaxConcurrentCalls}' reached");
            if (choose()) return default;
            callsToday++;
            mostInWindow = Math.Max(mostInWindow, accepted.Add(now));
            mostInFlight = Math.Max(mostInFlight, ++inFlight);
            return default;
        }
    }

    public void Leave()
    {
        lock (gate)
            inFlight--;
    }

    /// <summary>Spends quota, but neither rate nor concurrency, as another integration of the subscription does.</summary>
    public void Spend(string user, long calls)
    {
        lock (gate)
        {
            StartDay(time.GetUtcNow());
            callsToday += calls;
            othersToday[user] = othersToday.GetValueOrDefault(user) + calls;
        }
    }

    public void Clear()
    {
        lock (gate)
        {
            accepted.Clear();
            offered.Clear();
            othersToday.Clear();
            (callsToday, mostInWindow, mostOfferedInWindow, mostInFlight) = (0, 0, 0, 0);
        }
    }

    private static DateOnly Today(DateTimeOffset now) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, Central).DateTime);

    private void StartDay(DateTimeOffset now)
    {
        var today = Today(now);
        if (today == day) return;
        (day, callsToday) = (today, 0);
        othersToday.Clear();
    }
}
