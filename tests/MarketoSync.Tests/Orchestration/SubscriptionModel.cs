using MarketoSync.Budget;
using MarketoSync.Orchestration;

namespace MarketoSync.Tests.Orchestration;

/// <summary>The subscription's calls of each day, as the run and others spend them. The run must not go into the reserve.</summary>
internal sealed class SubscriptionModel
{
    private (DateOnly Day, long Calls)? _allowed;

    /// <summary>Calls a day that the subscription has, and how many of them are reserved.</summary>
    public (long Daily, long Reserve) Quota { get; set; } = (50_000, 0);

    /// <summary>What others have used by a time, of that day's calls; null while Marketo does not tell.</summary>
    public Func<DateTimeOffset, long?> UsedByOthers { get; set; } = _ => 0;

    /// <summary>Calls of the run, looks among them, by the day of the quota.</summary>
    public Dictionary<DateOnly, long> CallsOfDay { get; } = [];

    public int Looks { get; private set; }

    public UsageLook Look(UsageInput look, DateTimeOffset now)
    {
        Assert.Equal(Looks++, look.Look);
        var day = QuotaDay.Of(now);
        Count(day);
        var used = UsedByOthers(now) is { } others ? others + CallsOfDay[day] : (long?)null;
        if (Quota.Reserve > 0 && used is { } known) _allowed = (day, Quota.Daily - Quota.Reserve - known);
        return new UsageLook(used, Quota.Daily, Quota.Reserve, used is null ? CallCount.Error("503") : CallCount.Success);
    }

    public void Spend(DateTimeOffset now)
    {
        var day = QuotaDay.Of(now);
        Count(day);
        if (_allowed is not { } allowed || allowed.Day != day) return;

        Assert.True(allowed.Calls > 0, "It goes beyond what the last look allowed.");
        _allowed = allowed with { Calls = allowed.Calls - 1 };
    }

    private void Count(DateOnly day) => CallsOfDay[day] = CallsOfDay.GetValueOrDefault(day) + 1;
}
