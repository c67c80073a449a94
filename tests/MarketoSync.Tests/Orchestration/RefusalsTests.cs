using MarketoSync.Orchestration;
using MarketoSync.Runs;

namespace MarketoSync.Tests.Orchestration;

public class RefusalsTests
{
    [Theory]
    [InlineData("20", 30, 4)]
    [InlineData("10%", 1_000, 1_040)]
    public void A_run_with_more_refusals_than_may_be_stops_with_what_is_in_flight_and_goes_on_to_the_end_if_it_is_resumed(string most, int atLeast, int atMost)
    {
        var model = new RunModel(5_000, 1, width: 20) { Tolerance = Read(most), IsSkipped = position => position % 5 < 4 };
        var (context, run) = ContextInMemory.Start(model);
        Assert.False(context.Run(run));

        var stopped = Assert.Single(model.Reports);
        Assert.Equal(RunState.Stopped, stopped.State);
        Assert.Contains($"are refused (skipped, failed or rejected), more than the {most} that may be. To send the rest all the same, resume the run.", stopped.StopReason, StringComparison.Ordinal);
        Assert.InRange(model.Settled.Sum(), atLeast, Math.Max(atLeast + 40, atMost));

        context.Raise(RunEvents.Resume);
        Assert.True(context.Run(run));
        Assert.Equal(RunState.Completed, model.Reports[^1].State);
        Assert.All(model.Settled, times => Assert.Equal(1, times));
    }

    [Theory]
    [InlineData("4000")]
    [InlineData("80%")]
    [InlineData(null)]
    public void As_many_as_may_be_stop_nothing(string? most)
    {
        var model = new RunModel(5_000, 1, width: 20) { Tolerance = most is null ? null : Read(most), IsSkipped = position => position % 5 < 4 };
        var (context, run) = ContextInMemory.Start(model);
        Assert.True(context.Run(run));
        Assert.Equal(RunState.Completed, Assert.Single(model.Reports).State);
    }

    [Fact]
    public void A_share_of_fewer_than_a_thousand_says_nothing()
    {
        var model = new RunModel(900, 1, width: 20) { Tolerance = Read("1%"), IsSkipped = _ => true };
        var (context, run) = ContextInMemory.Start(model);
        Assert.True(context.Run(run));
        Assert.Equal(RunState.Completed, Assert.Single(model.Reports).State);
    }

    [Theory]
    [InlineData("5%", 6, true)]
    [InlineData("5%", 5, false)]
    [InlineData("5", 6, true)]
    [InlineData("5", 5, false)]
    public void If_intake_alone_rejects_more_than_may_be_nothing_is_sent(string most, long rejected, bool stops)
    {
        var model = new RunModel((int)(100 - rejected), 1, width: 20) { Tolerance = Read(most), Rejected = rejected };
        var (context, run) = ContextInMemory.Start(model);
        Assert.Equal(!stops, context.Run(run));
        Assert.Equal(stops, model.Calls == 0);
        if (!stops) return;

        Assert.Equal($"6 of 100 records were rejected as they were read in, more than the {most} that may be. None was sent. To send the others all the same, resume the run.", model.Reports[0].StopReason);
        context.Raise(RunEvents.Resume);
        Assert.True(context.Run(run));
        Assert.All(model.Settled, times => Assert.Equal(1, times));
    }

    [Theory]
    [InlineData(200, true)]
    [InlineData(180, false)]
    public void What_intake_rejected_and_what_Marketo_refuses_count_together_for_a_share(long rejected, bool stops)
    {
        var model = new RunModel(4_800, 1, width: 20) { Tolerance = Read("23%"), Rejected = rejected, IsSkipped = position => position % 5 == 0 };
        var (context, run) = ContextInMemory.Start(model);
        Assert.Equal(!stops, context.Run(run));
        if (stops) Assert.StartsWith("200 of the first 1,000 records that were sent are refused (skipped, failed or rejected) and 200 of all 5,000 were rejected as they were read in, more than the 23% that may be.", model.Reports[0].StopReason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_has_nothing_to_send_is_complete_whatever_was_rejected()
    {
        var model = new RunModel(0, 1) { Tolerance = Read("0"), Rejected = 10 };
        var (context, run) = ContextInMemory.Start(model);
        Assert.True(context.Run(run));
        Assert.Equal(RunState.Completed, Assert.Single(model.Reports).State);
    }

    private static Tolerance Read(string text) => Tolerance.TryRead(text, out var tolerance) ? tolerance : throw new FormatException(text);
}
