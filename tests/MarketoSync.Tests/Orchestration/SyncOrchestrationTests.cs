using FsCheck.Xunit;
using MarketoSync.Marketo;
using MarketoSync.Orchestration;
using MarketoSync.Runs;

namespace MarketoSync.Tests.Orchestration;

public class SyncOrchestrationTests
{
    [Property(MaxTest = 300)]
    public void Whatever_fails_every_record_is_settled_exactly_once(
        int seed, byte records, byte keys, byte faults, byte serverLimit, byte poison, byte action)
    {
        var model = new RunModel(1 + records * 2, seed, keys % 3 == 0 ? int.MaxValue : 1 + keys)
        {
            Faults = faults % 45,
            ServerLimit = serverLimit % 3 == 0 ? 40 + serverLimit * 4 : long.MaxValue,
            IsPoison = position => poison % 4 == 0 && position % 17 == poison % 17,
            Action = SyncActions.All[action % SyncActions.All.Count],
            IsWriteOnce = action % 5 == 0,
        };
        var (context, run) = ContextInMemory.Start(model);
        for (var resumes = 0; !context.Run(run); resumes++)
        {
            // Stopped: Marketo was out of reach. By and by that is mended.
            Assert.Equal(RunState.Stopped, model.Reports[^1].State);
            Assert.NotNull(model.Reports[^1].StopReason);
            Assert.All(model.Settled, times => Assert.InRange(times, 0, 1));
            Assert.True(resumes < 40, "It stops again and again.");
            if (resumes > 10) model.Faults = 0;
            context.Raise(RunEvents.Resume);
        }

        Assert.Equal(RunState.Completed, model.Reports[^1].State);
        Assert.All(model.Settled, times => Assert.Equal(1, times));
        Assert.Empty(model.Reports[^1].Unsure);
        if (!model.Input.Policy.IsIdempotent) Assert.All(model.Created, times => Assert.InRange(times, 0, 1));
    }

    [Fact]
    public void Without_faults_it_takes_the_fewest_calls_and_all_that_may_be_in_flight()
    {
        var model = new RunModel(3_000, 1, width: 20);
        var (context, run) = ContextInMemory.Start(model);
        Assert.True(context.Run(run));
        Assert.Equal(300, model.Calls);
        Assert.Equal(4, model.MostInFlight);
        Assert.Equal((300, 300, 0), (model.Reports[0].Tally.Planned, model.Reports[0].Tally.Sent, model.Reports[0].Tally.Splits));

        // So many calls are worth one to look at what is left of the day's.
        Assert.Equal((1, 301), (model.Subscription.Looks, model.Reports[0].Tally.Succeeded));
    }

    [Fact]
    public void A_limit_four_times_smaller_than_configured_is_learned_by_two_refused_calls()
    {
        // Planned for a twentieth less than configured, as settings do.
        var model = new RunModel(20_000, 5) { Limits = new(30_000, 95_000, 20), ServerLimit = 25_000 };
        var (context, run) = ContextInMemory.Start(model);

        // Before larger bodies are tried again.
        context.Run(run, until: () => model.Calls >= 25);
        Assert.Equal(2, model.SizeRefusals);
    }

    [Fact]
    public void A_run_longer_than_a_generation_is_handed_over_and_loses_nothing()
    {
        var model = new RunModel(12_000, 7, width: 20) { Faults = 5 };
        var (context, run) = ContextInMemory.Start(model);
        while (!context.Run(run)) context.Raise(RunEvents.Resume);
        Assert.True(context.Generations >= 3);
        Assert.All(model.Settled, times => Assert.Equal(1, times));
    }

    [Fact]
    public void The_same_seed_gives_the_same_calls()
    {
        Assert.Equal(Course(), Course());

        static List<string> Course()
        {
            var model = new RunModel(900, 3, keys: 400) { Faults = 30, ServerLimit = 500 };
            var (context, run) = ContextInMemory.Start(model);
            while (!context.Run(run)) context.Raise(RunEvents.Resume);
            return model.Course;
        }
    }

    [Fact]
    public void A_cancelled_run_lets_the_calls_in_flight_come_in_and_begins_no_other()
    {
        var model = new RunModel(2_000, 2);
        var (context, run) = ContextInMemory.Start(model);
        context.Run(run, until: () => model.Calls >= 20);
        var begun = model.Course.Count;
        Assert.True(model.InFlight > 0);
        context.Raise(RunEvents.Cancel);
        Assert.True(context.Run(run));

        Assert.Equal(begun, model.Course.Count);
        Assert.Equal(begun, model.Calls);
        Assert.Equal(RunState.Cancelled, Assert.Single(model.Reports).State);
        Assert.InRange(model.Settled.Sum(), 1, 1_999);
    }

    [Fact]
    public void Word_to_cancel_that_comes_while_batches_are_cut_holds_before_the_first_call()
    {
        var model = new RunModel(500, 2);
        var (context, run) = ContextInMemory.Start(model);
        context.Run(run, until: () => model.Begun >= 2);
        context.Raise(RunEvents.Cancel);
        Assert.True(context.Run(run));
        Assert.Equal((0, RunState.Cancelled), (model.Calls, Assert.Single(model.Reports).State));
    }

    [Fact]
    public void A_run_that_is_cancelled_before_it_sends_ends_without_a_call_and_without_a_child()
    {
        var model = new RunModel(500, 2);
        var (context, run) = ContextInMemory.Start(model);
        context.Raise(RunEvents.Cancel);
        Assert.True(context.Run(run));

        Assert.Equal((0, 0), (model.Calls, context.Generations));
        Assert.Equal(RunState.Cancelled, Assert.Single(model.Reports).State);
    }

    [Fact]
    public void A_run_that_stopped_reports_tries_nothing_more_and_goes_on_when_it_is_told_to()
    {
        var model = new RunModel(500, 2) { Script = call => call > 10 ? "unreachable" : null };
        var (context, run) = ContextInMemory.Start(model);
        Assert.False(context.Run(run));
        var stopped = Assert.Single(model.Reports);
        Assert.Equal(RunState.Stopped, stopped.State);
        Assert.Contains("out of reach", stopped.StopReason, StringComparison.Ordinal);
        Assert.Equal(0, model.InFlight);

        model.Script = _ => null;
        context.Raise(RunEvents.Resume);
        Assert.True(context.Run(run));
        Assert.Equal(RunState.Completed, model.Reports[1].State);
        Assert.All(model.Settled, times => Assert.Equal(1, times));
    }

    [Fact]
    public void A_refusal_for_size_that_passes_rejects_no_record()
    {
        // All of one size: of one that is larger than those before it nobody can know.
        var model = new RunModel(300, 1, width: 1) { Limits = new(1, 1_000, 20) };
        model.Script = call => call % 7 == 0 ? "413" : null;
        var (context, run) = ContextInMemory.Start(model);

        Assert.True(context.Run(run));

        Assert.All(model.Created, times => Assert.Equal(1, times));
    }

    /// <summary>A field was removed while the run went on, or these records alone are at fault: who resumes knows.</summary>
    [Fact]
    public void A_run_of_which_all_is_refused_that_comes_after_some_stops_after_a_hundred_and_goes_on_when_it_is_told_to()
    {
        var model = new RunModel(1_500, 1, width: 20) { IsPoison = position => position >= 200 };
        var (context, run) = ContextInMemory.Start(model);

        Assert.False(context.Run(run));

        Assert.StartsWith("Marketo refused 100 records in a row, one by one, the last with code 1006.", model.Reports[0].StopReason, StringComparison.Ordinal);
        Assert.InRange(model.Calls, 200, 250);
        Assert.InRange(model.Settled.Count(times => times > 0), 299, 303);
        context.Raise(RunEvents.Resume);
        Assert.False(context.Run(run));
        Assert.InRange(model.Settled.Count(times => times > 0), 398, 406);
    }

    [Fact]
    public void A_run_that_stopped_can_be_cancelled()
    {
        var model = new RunModel(500, 2) { Script = call => call > 10 ? "connection-lost" : null };
        var (context, run) = ContextInMemory.Start(model);
        Assert.False(context.Run(run));
        Assert.NotEmpty(model.Reports[0].Unsure);
        context.Raise(RunEvents.Cancel);
        Assert.True(context.Run(run));
        Assert.Equal([RunState.Stopped, RunState.Cancelled], model.Reports.Select(report => report.State));
    }

    [Fact]
    public void A_spent_quota_is_waited_for_and_then_tried_with_one_call()
    {
        var model = new RunModel(500, 2) { Script = call => call is 20 ? "607" : null };
        var (context, run) = ContextInMemory.Start(model);
        context.Run(run, until: () => model.Calls >= 20);
        var begun = model.Course.Count;
        context.Run(run, until: () => model.Course.Count > begun);
        Assert.Equal(new DateTimeOffset(2026, 11, 21, 6, 2, 0, TimeSpan.Zero), context.Now);
        Assert.Equal(1, model.InFlight);
        Assert.True(context.Run(run));
        Assert.All(model.Settled, times => Assert.Equal(1, times));
    }
}
