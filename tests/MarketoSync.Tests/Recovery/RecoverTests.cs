using FsCheck;
using FsCheck.Xunit;
using MarketoSync.Budget;
using MarketoSync.Marketo;
using MarketoSync.Records;
using MarketoSync.Recovery;

namespace MarketoSync.Tests.Recovery;

public class RecoverTests
{
    [Fact]
    public void A_batch_whose_records_all_have_results_is_done() =>
        Assert.IsType<Decision.Accept>(Cases.Decide(Cases.Open(), Cases.Accepted(settled: 300)));

    [Fact]
    public void A_token_refused_three_times_in_a_row_stops_the_run()
    {
        var first = Assert.IsType<Decision.Again>(Cases.Decide(Cases.Open(), Cases.Refused("602"))).Next;
        var second = Assert.IsType<Decision.Again>(Cases.Decide(first, Cases.Refused("601"))).Next;
        Assert.Equal(Cases.Now + Cases.FirstBackOff, second.Due);
        var stop = Assert.IsType<Decision.Stop>(Cases.Decide(second, Cases.Refused("601")));
        Assert.Equal(0, stop.Next.SignIns);
        Assert.Equal(0, stop.Next.Attempts);
    }

    [Fact]
    public void Another_error_in_between_begins_the_count_of_refused_tokens_anew()
    {
        var refusedTwice = Cases.Open() with { SignIns = 2 };
        var paused = Assert.IsType<Decision.Again>(Cases.Decide(refusedTwice, Cases.Refused("606"))).Next;
        Assert.Equal(0, paused.SignIns);
    }

    [Fact]
    public void While_other_calls_go_through_a_batch_whose_tokens_are_refused_stops_the_run_only_after_all_attempts()
    {
        var open = Cases.Open();
        for (var times = 1; times < 6; times++)
            open = Assert.IsType<Decision.Again>(Cases.Decide(open, Cases.Refused("601"), successes: 10 + times)).Next;
        Assert.IsType<Decision.Stop>(Cases.Decide(open, Cases.Refused("601"), successes: 20));
    }

    [Theory]
    [InlineData(BatchStep.Send)]
    [InlineData(BatchStep.LookUp)]
    public void A_token_that_was_accepted_in_between_begins_the_count_anew(BatchStep step)
    {
        var refusedTwice = Cases.Open(step: step) with { SignIns = 2 };
        var rest = Assert.IsType<Decision.Again>(Cases.Decide(refusedTwice, Cases.Accepted(left: 10), SyncAction.CreateOnly)).Next;
        Assert.Equal(0, rest.SignIns);
    }

    [Theory]
    [InlineData("606")]
    [InlineData("615")]
    [InlineData("429")]
    public void A_limit_of_the_subscription_burns_no_attempt_however_often_it_comes(string code)
    {
        var open = Cases.Open() with { Attempts = 5, SuccessesBefore = 3 };
        for (var times = 0; times < 50; times++) open = Assert.IsType<Decision.Again>(Cases.Decide(open, Cases.Refused(code))).Next;
        Assert.Equal(5, open.Attempts);
        Assert.Equal(Cases.Now, open.Due);
    }

    [Fact]
    public void The_quota_is_waited_for_until_it_may_have_reset()
    {
        var hold = Assert.IsType<Decision.Hold>(Cases.Decide(Cases.Open(), Cases.Refused("607")));
        Assert.Equal(QuotaDay.NextTry(Cases.Now), hold.Until);
    }

    [Theory]
    [InlineData("607")]
    [InlineData("daily-limit")]
    public void The_quota_stops_the_run_where_that_was_asked_for(string code) => Assert.IsType<Decision.Stop>(Recover.Decide(
        Cases.Open(), Cases.Refused(code), Cases.Policy(stopOnQuota: true), Cases.Among(1)));

    [Theory]
    [InlineData("timeout")]
    [InlineData("502")]
    [InlineData("wrong-count")]
    public void The_next_step_after_a_lost_answer_never_comes_before_the_time_to_settle(string code)
    {
        foreach (var action in SyncActions.All)
        {
            for (var attempts = 0; attempts < 10; attempts++)
            {
                var due = Cases.Decide(Cases.Open() with { Attempts = attempts }, Cases.Lost(code), action) switch
                {
                    Decision.Again again => again.Next.Due,
                    Decision.Split split => split.Parts.Due,
                    Decision.Stop stop => stop.Next.Due,
                    _ => DateTimeOffset.MinValue,
                };
                Assert.True(due >= Cases.Now.AddSeconds(-10) + Cases.Settle);
            }
        }
    }

    [Theory]
    [InlineData(SyncAction.CreateOnly)]
    [InlineData(SyncAction.CreateDuplicate)]
    public void What_may_have_created_people_is_looked_up_and_never_sent_at_once(SyncAction action)
    {
        for (var attempts = 0; attempts < 10; attempts++)
        {
            var decision = Cases.Decide(Cases.Open() with { Attempts = attempts }, Cases.Lost("connection-lost"), action);
            Assert.Equal(BatchStep.LookUp, Assert.IsType<Decision.Again>(decision).Next.Step);
        }
    }

    [Fact]
    public void What_was_looked_up_and_not_found_is_sent_again_and_the_rest_is_not()
    {
        var lookUp = Cases.Open(step: BatchStep.LookUp) with { LostSince = Cases.Now.AddMinutes(-3), Attempts = 1 };
        var send = Assert.IsType<Decision.Again>(Cases.Decide(lookUp, Cases.Accepted(left: 20, settled: 280), SyncAction.CreateOnly)).Next;
        Assert.Equal(BatchStep.Send, send.Step);
        Assert.True(send.IsPartly);
        Assert.IsType<Decision.Accept>(Cases.Decide(lookUp, Cases.Accepted(settled: 300), SyncAction.CreateOnly));
    }

    [Fact]
    public void A_batch_that_was_too_slow_is_split_once_it_is_known_what_is_left_of_it()
    {
        var lookUp = Cases.Open(step: BatchStep.LookUp) with { LostSince = Cases.Now.AddMinutes(-3), IsSlow = true };
        var parts = Assert.IsType<Decision.Split>(Cases.Decide(lookUp, Cases.Accepted(left: 100), SyncAction.CreateOnly)).Parts;
        Assert.Equal(BatchStep.Send, parts.Step);
        Assert.False(parts.IsSlow);
        Assert.IsType<Decision.Again>(Cases.Decide(lookUp, Cases.Accepted(left: 99), SyncAction.CreateOnly));
    }

    [Theory]
    [InlineData("503", SyncAction.CreateOrUpdate)]
    [InlineData("unreachable", SyncAction.CreateOrUpdate)]
    [InlineData("614", SyncAction.CreateDuplicate)]
    public void Exhausted_by_faults_of_the_service_the_run_stops_if_nothing_succeeded_since_and_else_the_batch_is_isolated(
        string code, SyncAction action)
    {
        var outcome = code == "503" ? Cases.Lost(code) : Cases.Refused(code);
        var tired = Cases.Open() with { Attempts = 5, SuccessesBefore = 10 };
        var stop = Assert.IsType<Decision.Stop>(Cases.Decide(tired, outcome, action, successes: 10));
        Assert.Equal((0, null), (stop.Next.Attempts, stop.Next.SuccessesBefore));
        Assert.Equal(4, Assert.IsType<Decision.Split>(Cases.Decide(tired, outcome, action, successes: 11)).Parts.Attempts);
    }

    [Fact]
    public void Exhausted_by_a_fault_of_the_call_the_batch_is_isolated_even_if_nothing_ever_succeeded() => Assert.IsType<Decision.Split>(
        Cases.Decide(Cases.Open() with { Attempts = 5, SuccessesBefore = 0 }, Cases.Refused("611"), successes: 0));

    [Fact]
    public void A_look_up_that_cannot_be_had_stops_the_run_or_leaves_the_records_unknown()
    {
        var tired = Cases.Open(step: BatchStep.LookUp) with { Attempts = 5, SuccessesBefore = 10, LostSince = Cases.Now };
        Assert.IsType<Decision.Stop>(Cases.Decide(tired, Cases.Lost("503"), SyncAction.CreateOnly, successes: 10));
        Assert.Equal(
            RecordStatus.Unknown,
            Assert.IsType<Decision.Conclude>(Cases.Decide(tired, Cases.Lost("503"), SyncAction.CreateOnly, successes: 11)).Status);
        Assert.Equal(
            RecordStatus.Unknown,
            Assert.IsType<Decision.Conclude>(Cases.Decide(tired, Cases.Refused("603"), SyncAction.CreateOnly)).Status);
    }

    [Theory]
    [InlineData("413", RecordStatus.Rejected)]
    [InlineData("1006", RecordStatus.Failed)]
    public void A_lone_record_ends_as_refused_but_as_unknown_if_a_lost_call_may_have_written_it(string code, RecordStatus refused)
    {
        var lone = Cases.Open(1);
        Assert.Equal(refused, Concluded(lone, SyncAction.CreateOrUpdate));
        Assert.Equal(RecordStatus.Unknown, Concluded(lone with { LostSince = Cases.Now }, SyncAction.UpdateOnly));

        // Looked up since, so what the lost call did is known.
        Assert.Equal(refused, Concluded(lone with { LostSince = Cases.Now }, SyncAction.CreateOnly));

        RecordStatus Concluded(OpenBatch open, SyncAction action) =>
            Assert.IsType<Decision.Conclude>(Cases.Decide(open, Cases.Refused(code), action)).Status;
    }

    [Theory]
    [InlineData("413", RecordStatus.Rejected)]
    [InlineData("1006", RecordStatus.Failed)]
    public void Where_it_can_be_proved_a_look_tells_what_a_lost_call_did_with_a_record_that_is_refused(string code, RecordStatus refused)
    {
        var policy = Cases.Policy() with { CanProve = true };
        var lost = Cases.Open(1) with { LostSince = Cases.Now.AddMinutes(-2), LostUntil = Cases.Now.AddMinutes(-1) };

        var concluded = Assert.IsType<Decision.Conclude>(Recover.Decide(lost, Cases.Refused(code), policy, Cases.Among(10)));
        Assert.Equal((RecordStatus.Unknown, "verify"), (concluded.Status, concluded.Name));
        Assert.Equal((BatchStep.Verify, Cases.Now, refused, lost.LostSince), (concluded.Then!.Step, concluded.Then.Due, concluded.Then.IfNotDone, concluded.Then.LostSince));
        Assert.IsType<Decision.Accept>(Recover.Decide(concluded.Then, Cases.Accepted(), policy, Cases.Among(10)));
        Assert.IsType<Decision.Accept>(Recover.Decide(concluded.Then, Cases.Refused("603"), policy, Cases.Among(10)));

        Assert.Null(Assert.IsType<Decision.Conclude>(Recover.Decide(Cases.Open(1), Cases.Refused(code), policy, Cases.Among(10))).Then);
    }

    [Fact]
    public void That_look_waits_until_the_last_call_is_surely_over()
    {
        var tired = Cases.Open(1) with { Attempts = 5, SuccessesBefore = 3, LostSince = Cases.Now.AddMinutes(-9) };
        var outcome = Cases.Refused("611");

        var concluded = Assert.IsType<Decision.Conclude>(Recover.Decide(tired, outcome, Cases.Policy() with { CanProve = true }, Cases.Among(10)));

        Assert.Equal((outcome.EndedAt + Cases.Settle, outcome.OverAt + Cases.Settle), (concluded.Then!.Due, concluded.Then.LostUntil!.Value));
    }

    [Theory]
    [InlineData(0, 0, true, false)]
    [InlineData(-1, 0, true, false)]
    [InlineData(0, 1, true, true)]
    [InlineData(4, 1, true, true)]
    [InlineData(5, 1, true, false)]
    [InlineData(0, 1, false, false)]
    public void A_lone_record_that_is_refused_for_its_size_is_tried_again_where_as_much_was_accepted(int attempts, int accepted, bool doubts, bool isTriedAgain)
    {
        var open = Cases.Open(1) with { Attempts = Math.Max(attempts, 0) };
        var situation = Cases.Among(10) with { Accepted = attempts < 0 ? open.Batch.BodyBytes - 1 : accepted * open.Batch.BodyBytes };

        var decision = Recover.Decide(open, Cases.Refused("413"), Cases.Policy() with { DoubtsSizes = doubts }, situation);

        if (isTriedAgain) Assert.Equal(attempts + 1, Assert.IsType<Decision.Again>(decision).Next.Attempts);
        else Assert.Equal(RecordStatus.Rejected, Assert.IsType<Decision.Conclude>(decision).Status);
    }

    [Fact]
    public void Five_lone_records_refused_and_none_ever_accepted_or_a_hundred_in_a_row_tell_that_the_request_is_at_fault()
    {
        Assert.IsType<Decision.Conclude>(Decide(successes: 0, lonelyRefusals: 3));
        Assert.IsType<Decision.Stop>(Decide(successes: 0, lonelyRefusals: 4));
        Assert.IsType<Decision.Conclude>(Decide(successes: 1, lonelyRefusals: 98));
        Assert.IsType<Decision.Stop>(Decide(successes: 1, lonelyRefusals: 99));
        Assert.IsType<Decision.Conclude>(Decide(successes: 1, lonelyRefusals: 400, most: 0));

        static Decision Decide(long successes, int lonelyRefusals, int most = 100) =>
            Recover.Decide(Cases.Open(1), Cases.Refused("1006"), Cases.Policy() with { MostLonelyRefusals = most }, Cases.Among(successes, lonelyRefusals));
    }

    [Fact]
    public void Records_that_Marketo_was_too_busy_for_are_tried_again_alone_and_fail_at_last_without_being_split()
    {
        var again = Assert.IsType<Decision.Again>(Cases.Decide(Cases.Open(), Cases.Accepted(left: 3, settled: 297))).Next;
        Assert.Equal((BatchStep.Send, 1, true), (again.Step, again.Attempts, again.IsPartly));

        var last = again with { Attempts = 5 };
        Assert.Equal(RecordStatus.Failed, Assert.IsType<Decision.Conclude>(Cases.Decide(last, Cases.Accepted(left: 3))).Status);
    }

    [Fact]
    public void Doubtful_results_are_verified_before_the_records_that_are_left_are_sent_again()
    {
        var open = Cases.Open() with { LostSince = Cases.Now.AddMinutes(-5), Attempts = 1 };
        var verify = Assert.IsType<Decision.Again>(Cases.Decide(open, Cases.Accepted(left: 2, doubtful: 298, settled: 298))).Next;
        Assert.Equal(BatchStep.Verify, verify.Step);

        var send = Assert.IsType<Decision.Again>(Cases.Decide(verify, Cases.Accepted(left: 2, settled: 0))).Next;
        Assert.Equal(BatchStep.Send, send.Step);
        Assert.IsType<Decision.Accept>(Cases.Decide(verify, Cases.Accepted(settled: 0)));
    }

    [Fact]
    public void What_cannot_be_verified_stays_as_it_is_and_what_is_left_is_still_sent()
    {
        var verify = Cases.Open(step: BatchStep.Verify) with { LostSince = Cases.Now.AddMinutes(-5) };
        Assert.IsType<Decision.Accept>(Cases.Decide(verify, Cases.Refused("603")));
        var send = Assert.IsType<Decision.Again>(Cases.Decide(verify, Cases.Refused("603") with { Left = 2 })).Next;
        Assert.Equal(BatchStep.Send, send.Step);
    }

    [Fact]
    public void Without_a_lost_answer_nothing_is_verified() =>
        Assert.IsType<Decision.Accept>(Cases.Decide(Cases.Open(), Cases.Accepted(doubtful: 3)));

    [Property(MaxTest = 500)]
    public void Whatever_happens_a_batch_ends_after_a_bounded_number_of_steps(
        byte action, byte seed, byte[] outcomes, PositiveInt records, bool anySuccess)
    {
        string[] codes = ["413", "604", "611", "614", "502", "609", "1019", "unreachable", "1006", "timeout", "20003", "503"];
        var policy = Cases.Policy(SyncActions.All[action % SyncActions.All.Count]);
        var open = new Stack<OpenBatch>([Cases.Open(1 + records.Get % 40)]);
        var random = new Random(seed);
        var steps = 0;
        while (open.TryPop(out var batch))
        {
            Assert.True(++steps < 2_000, "It goes on for ever.");
            var pick = outcomes.Length > 0 ? outcomes[steps % outcomes.Length] + random.Next(2) : random.Next(256);
            var code = codes[pick % codes.Length];
            var outcome = pick % 5 == 0
                ? Cases.Accepted(left: Math.Min(batch.Batch.Count, pick % 3), doubtful: pick % 2, settled: 1)
                : ErrorRules.For(code).MayHaveHappened ? Cases.Lost(code) : Cases.Refused(code);
            switch (Recover.Decide(batch, outcome, policy, Cases.Among(anySuccess ? steps : 0)))
            {
                case Decision.Again again:
                    open.Push(again.Next);
                    break;
                case Decision.Split split:
                    Assert.True(batch.Batch.Count > 1);
                    var middle = batch.Batch.From + (uint)batch.Batch.Count / 2;
                    open.Push(split.Parts with { Batch = batch.Batch with { To = middle } });
                    open.Push(split.Parts with { Batch = batch.Batch with { From = middle } });
                    break;
            }
        }
    }
}
