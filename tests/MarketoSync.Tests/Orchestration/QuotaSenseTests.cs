using FsCheck.Xunit;
using MarketoSync.Orchestration;
using MarketoSync.Runs;

namespace MarketoSync.Tests.Orchestration;

public class QuotaSenseTests
{
    [Property(MaxTest = 100)]
    public void The_reserve_is_left_whatever_others_use_up_before_and_the_run_ends_all_the_same(int seed, byte reserve, byte others)
    {
        var model = new RunModel(400, seed, width: 20) { Subscription = { Quota = (60, 1 + reserve % 50), UsedByOthers = _ => others % 8 } };
        var (context, run) = ContextInMemory.Start(model);
        Assert.True(context.Run(run));

        // A look is a call too, and in the hour after midnight some more are taken, for then yesterday's count may still be told.
        Assert.All(model.Subscription.CallsOfDay.Values, calls => Assert.InRange(calls + others % 8, 0, Math.Max(60 - model.Subscription.Quota.Reserve, others % 8) + 9));
        Assert.InRange(model.Subscription.CallsOfDay.Values.First() + others % 8, 0, Math.Max(60 - model.Subscription.Quota.Reserve, others % 8) + 1);
        Assert.All(model.Settled, times => Assert.Equal(1, times));
        Assert.Equal(model.Subscription.CallsOfDay.Values.Sum(), model.Reports[^1].Tally.Calls);
    }

    [Fact]
    public void Without_a_reserve_a_run_of_few_calls_does_not_spend_one_to_look()
    {
        var model = new RunModel(2_490, 1, width: 20);
        var (context, run) = ContextInMemory.Start(model);
        Assert.True(context.Run(run));
        Assert.Equal((249, 0), (model.Reports[0].Tally.Planned, model.Subscription.Looks));
        Assert.Null(model.Reports[0].Usage);
    }

    [Fact]
    public void Without_a_reserve_a_run_of_many_looks_all_the_same_and_no_count_stops_it()
    {
        var model = new RunModel(6_000, 1, width: 20) { StopOnQuota = true, Subscription = { UsedByOthers = _ => 60_000 } };
        var (context, run) = ContextInMemory.Start(model);
        context.Run(run, until: () => model.Subscription.Looks > 0);
        Assert.Equal(0, model.Calls);
        Assert.True(context.Run(run));
        Assert.Equal((RunState.Completed, 2), (model.Reports[0].State, model.Subscription.Looks));
        Assert.InRange(model.Reports[0].Usage!.Used!.Value, 60_250, 60_256);
    }

    [Theory]
    [InlineData(false, 49_799, "49,800 are used today: it waits for the next day after about 200, if the subscription has no more than that (Marketo__DailyQuota).")]
    [InlineData(true, 49_799, "49,800 are used today: it stops after about 200, if the subscription has no more than that (Marketo__DailyQuota).")]
    [InlineData(true, 50_001, "50,002 are used today: it stops before the first, if the subscription has no more than that (Marketo__DailyQuota).")]
    [InlineData(true, 49_499, null)]
    public void Without_a_reserve_a_run_says_before_its_first_call_when_those_of_the_day_will_not_do(bool stops, int usedByOthers, string? end)
    {
        var model = new RunModel(5_000, 1, width: 20) { StopOnQuota = stops, Subscription = { UsedByOthers = _ => usedByOthers } };
        var (context, run) = ContextInMemory.Start(model);
        context.Run(run, until: () => model.Notices.Count > 0);
        Assert.Equal((0, end is null ? null : "The run takes about 500 calls. Of the 50,000 a day " + end), (model.Calls, model.Notices[0]));
    }

    [Fact]
    public void A_reserve_that_was_set_since_the_run_began_is_left_once_it_is_known()
    {
        var model = new RunModel(6_000, 1, width: 20) { StopOnQuota = true };
        var (context, run) = ContextInMemory.Start(model);
        context.Run(run, until: () => model.Calls == 100);
        var input = model.Input;
        model.Subscription.Quota = (1_000, 550);

        Assert.False(context.Run(run));

        Assert.False(input.LooksAtUsage);
        Assert.InRange(model.Calls, 444, 450);
        Assert.Equal(RunState.Stopped, model.Reports[^1].State);
    }

    [Fact]
    public void What_others_use_meanwhile_is_told_when_it_is_seen()
    {
        var model = new RunModel(10_000, 1, width: 20);
        model.Subscription.UsedByOthers = _ => model.Calls < 100 ? 0 : 49_000;
        var (context, run) = ContextInMemory.Start(model);
        Assert.True(context.Run(run));
        Assert.Null(model.Notices[0]);
        Assert.Matches(@"^The run takes about 7\d\d more calls\. Of the 50,000 a day 49,2\d\d are used today: it waits for the next day after about 7\d\d, if ", model.Notices[^1]);
    }

    [Fact]
    public void It_is_looked_before_the_first_call_and_after_some_hundred_more()
    {
        var model = new RunModel(6_000, 1, width: 20) { Subscription = { Quota = (50_000, 1_000) } };
        var (context, run) = ContextInMemory.Start(model);
        context.Run(run, until: () => model.Subscription.Looks > 0);
        Assert.Equal(0, model.Calls);
        Assert.True(context.Run(run));
        Assert.Equal(3, model.Subscription.Looks);
        Assert.All(model.Notices, Assert.Null);
        Assert.InRange(model.Reports[0].Usage!.Used!.Value, 500, 603);
    }

    [Fact]
    public void What_others_use_while_it_goes_on_is_met_by_the_next_look()
    {
        var model = new RunModel(6_000, 1, width: 20) { Subscription = { Quota = (50_000, 1_000) }, StopOnQuota = true };
        model.Subscription.UsedByOthers = _ => model.Calls < 100 ? 0 : 49_000;
        var (context, run) = ContextInMemory.Start(model);
        Assert.False(context.Run(run));
        Assert.InRange(model.Calls, 250, 254);
        Assert.Equal(RunState.Stopped, model.Reports[0].State);
    }

    [Fact]
    public void Who_shall_not_wait_is_told_why_and_goes_on_when_more_is_allowed()
    {
        var model = new RunModel(400, 1, width: 20) { Subscription = { Quota = (60, 50), UsedByOthers = _ => 3 }, StopOnQuota = true };
        var (context, run) = ContextInMemory.Start(model);
        Assert.False(context.Run(run));
        var stopped = Assert.Single(model.Reports);
        Assert.Equal("Of the 60 calls that the subscription has a day 11 are used, and 50 are reserved (Marketo__QuotaReserve). Resume the run after midnight in Chicago, or lower the reserve.", stopped.StopReason);
        Assert.Equal(11, stopped.Usage!.Used);

        // Resumed with nothing changed it looks, and stops again.
        var before = model.Calls;
        context.Raise(RunEvents.Resume);
        Assert.False(context.Run(run));
        Assert.Equal(before, model.Calls);

        model.Subscription.Quota = (60, 5);
        model.Notices.Clear();
        context.Raise(RunEvents.Resume);
        Assert.True(context.Run(run));
        Assert.All(model.Notices, Assert.Null);
        Assert.Equal(RunState.Completed, model.Reports[^1].State);
    }

    [Theory]
    [InlineData(false, 4, "5 are used today and 40 reserved: it waits for the next day after about 15.")]
    [InlineData(true, 4, "5 are used today and 40 reserved: it stops after about 15.")]
    [InlineData(true, 30, "31 are used today and 40 reserved: it stops before the first.")]
    public void A_run_that_would_touch_the_reserve_says_so_before_its_first_call(bool stops, int usedByOthers, string end)
    {
        var model = new RunModel(400, 1, width: 20) { Subscription = { Quota = (60, 40), UsedByOthers = _ => usedByOthers }, StopOnQuota = stops };
        var (context, run) = ContextInMemory.Start(model);
        context.Run(run, until: () => model.Notices.Count > 0);
        Assert.Equal(0, model.Calls);
        var notice = model.Notices[0];
        Assert.Equal("The run takes about 40 calls. Of the 60 a day " + end, notice);
        context.Run(run);
        Assert.Equal(notice, model.Reports[^1].Usage!.Notice);
    }

    [Fact]
    public void Where_Marketo_does_not_tell_the_run_goes_on_without_it()
    {
        var model = new RunModel(3_000, 1, width: 20) { Subscription = { Quota = (50_000, 49_999), UsedByOthers = _ => null } };
        var (context, run) = ContextInMemory.Start(model);
        Assert.True(context.Run(run));
        Assert.Equal(2, model.Subscription.Looks);
        Assert.Null(model.Reports[0].Usage!.Used);
        Assert.Equal(2, model.Reports[0].Tally.Errors["503"]);
    }

    [Fact]
    public void Where_a_later_look_fails_the_reserve_is_left_by_what_is_known()
    {
        var model = new RunModel(400, 1, width: 20) { Subscription = { Quota = (60, 50) }, StopOnQuota = true };
        model.Subscription.UsedByOthers = _ => model.Subscription.Looks > 1 ? null : 3;
        var (context, run) = ContextInMemory.Start(model);
        Assert.False(context.Run(run));
        Assert.InRange(model.Subscription.CallsOfDay.Values.Sum(), 7, 8);
        Assert.StartsWith("Of the 60 calls that the subscription has a day 11 are used, and 50 are reserved", model.Reports[0].StopReason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_count_that_lags_behind_is_not_believed_within_a_day()
    {
        var model = new RunModel(400, 1, width: 20) { Subscription = { Quota = (60, 30) }, StopOnQuota = true };

        // Marketo tells what it knew at the start, again and again.
        model.Subscription.UsedByOthers = now => -model.Subscription.CallsOfDay.Values.Sum() + 1;
        var (context, run) = ContextInMemory.Start(model);
        Assert.False(context.Run(run));
        Assert.InRange(model.Subscription.CallsOfDay.Values.Sum(), 30, 31);
    }
}
