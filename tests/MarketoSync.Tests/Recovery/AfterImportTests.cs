using MarketoSync.Importing;
using MarketoSync.Records;
using MarketoSync.Recovery;

namespace MarketoSync.Tests.Recovery;

public class AfterImportTests
{
    [Fact]
    public void An_upload_is_asked_for_after_five_seconds_and_then_ever_more_seldom()
    {
        var open = Cases.Open();
        var waits = new List<double>();
        for (var times = 0; times < 12; times++)
        {
            var next = Assert.IsType<Decision.Again>(Decide(open, times == 0 ? ImportState.Queued : ImportState.Importing)).Next;
            Assert.Equal(BatchStep.Poll, next.Step);
            waits.Add((next.Due - Cases.Now).TotalSeconds);
            open = next;
        }

        Assert.Equal(5, waits[0]);
        Assert.Equal(waits.Order(), waits);
        Assert.Equal(60, waits[^1]);
    }

    [Fact]
    public void When_it_is_over_its_failures_are_collected_at_once()
    {
        var next = Assert.IsType<Decision.Again>(Decide(Cases.Open(step: BatchStep.Poll) with { Waits = 7, Attempts = 3 }, ImportState.Complete)).Next;
        Assert.Equal((BatchStep.Collect, Cases.Now, 0, 0), (next.Step, next.Due, next.Waits, next.Attempts));
    }

    [Fact]
    public void An_import_that_broke_down_is_tried_once_more_and_then_nothing_is_known()
    {
        var again = Assert.IsType<Decision.Again>(Decide(Cases.Open(step: BatchStep.Poll), ImportState.Failed)).Next;
        Assert.Equal((BatchStep.Send, 1), (again.Step, again.Attempts));

        // The second upload is taken, and asked for, without the first being forgotten.
        var polled = Assert.IsType<Decision.Again>(Decide(again, ImportState.Queued)).Next;
        Assert.Equal(RecordStatus.Unknown, Assert.IsType<Decision.Conclude>(Decide(polled, ImportState.Failed)).Status);
    }

    [Fact]
    public void One_that_was_seen_to_run_in_between_breaks_down_for_the_second_time_all_the_same()
    {
        var policy = Cases.Policy() with { MostBreakdowns = 2 };
        var open = Cases.Open();
        foreach (var state in new[] { ImportState.Queued, ImportState.Importing, ImportState.Failed, ImportState.Queued, ImportState.Importing })
            open = Assert.IsType<Decision.Again>(Decide(open, state, policy)).Next;
        Assert.Equal((1, BatchStep.Poll), (open.Breakdowns, open.Step));
        Assert.Equal(RecordStatus.Unknown, Assert.IsType<Decision.Conclude>(Decide(open, ImportState.Failed, policy)).Status);
    }

    [Fact]
    public void A_record_of_an_import_that_broke_down_is_not_called_rejected_or_failed()
    {
        var open = Cases.Open(count: 1) with { Breakdowns = 1 };
        foreach (var code in new[] { "413", "609" })
            Assert.Equal(RecordStatus.Unknown, Assert.IsType<Decision.Conclude>(Cases.Decide(open, Cases.Refused(code))).Status);
    }

    [Fact]
    public void An_import_that_Marketo_no_longer_knows_leaves_its_records_unknown() => Assert.Equal(
        RecordStatus.Unknown, Assert.IsType<Decision.Conclude>(Cases.Decide(Cases.Open(step: BatchStep.Poll), Cases.Refused("1013"))).Status);

    [Fact]
    public void A_lack_of_permission_stops_the_run_and_the_import_can_still_be_asked_for()
    {
        var stop = Assert.IsType<Decision.Stop>(Cases.Decide(Cases.Open(step: BatchStep.Poll), Cases.Refused("603")));
        Assert.Equal(BatchStep.Poll, stop.Next.Step);
    }

    [Theory]
    [InlineData(BatchStep.Poll)]
    [InlineData(BatchStep.Collect)]
    public void A_question_that_fails_is_asked_again(BatchStep step) =>
        Assert.Equal(step, Assert.IsType<Decision.Again>(Cases.Decide(Cases.Open(step: step), Cases.Lost("502"))).Next.Step);

    private static Decision Decide(OpenBatch open, ImportState state, RecoveryPolicy? policy = null) => Recover.Decide(
        open, Cases.Accepted(left: open.Batch.Count, settled: 0) with { Code = "", Import = state }, policy ?? Cases.Policy(), Cases.Among(successes: 10));
}
