using MarketoSync.Marketo;
using MarketoSync.Records;
using MarketoSync.Recovery;

namespace MarketoSync.Tests.Recovery;

/// <summary>What is decided after each error that a sync can meet, written down anew: a changed rule must be changed here too.</summary>
public class ErrorTableTests
{
    /// <summary>What becomes of a batch at its first such error.</summary>
    public enum Then
    {
        /// <summary>Again at once with a new token.</summary>
        Authenticate,

        /// <summary>Again at once, the budget being paused.</summary>
        Pause,

        /// <summary>No call until the quota resets.</summary>
        Hold,

        /// <summary>Again after a wait: it was not carried out.</summary>
        BackOff,

        /// <summary>Again after a while, however often: the queue of imports is full.</summary>
        WaitForSlot,

        /// <summary>It may have been carried out: no more before the time to settle has passed.</summary>
        Reconcile,

        /// <summary>Smaller, or rejected.</summary>
        SplitBySize,

        /// <summary>Smaller once the time to settle has passed.</summary>
        SplitByTime,

        /// <summary>Smaller, or failed.</summary>
        Isolate,

        Stop,
    }

    public static TheoryData<OutcomeKind, string, Then> Table { get; } = new()
    {
        // HTTP
        { OutcomeKind.Refused, "400", Then.Isolate },
        { OutcomeKind.Refused, "401", Then.Stop },
        { OutcomeKind.Refused, "403", Then.Stop },
        { OutcomeKind.Refused, "404", Then.Stop },
        { OutcomeKind.Refused, "405", Then.Stop },
        { OutcomeKind.Lost, "408", Then.Reconcile },
        { OutcomeKind.Refused, "413", Then.SplitBySize },
        { OutcomeKind.Refused, "414", Then.SplitBySize },
        { OutcomeKind.Refused, "429", Then.Pause },
        { OutcomeKind.Lost, "500", Then.Reconcile },
        { OutcomeKind.Lost, "502", Then.Reconcile },
        { OutcomeKind.Lost, "503", Then.Reconcile },
        { OutcomeKind.Lost, "504", Then.Reconcile },
        { OutcomeKind.Lost, "599", Then.Reconcile },
        { OutcomeKind.Refused, "302", Then.Stop },

        // No answer, or none that can be used
        { OutcomeKind.Lost, "timeout", Then.Reconcile },
        { OutcomeKind.Lost, "connection-lost", Then.Reconcile },
        { OutcomeKind.Lost, "unreadable-answer", Then.Reconcile },
        { OutcomeKind.Lost, "wrong-count", Then.Reconcile },
        { OutcomeKind.Lost, "interrupted", Then.Reconcile },
        { OutcomeKind.NotSent, "unreachable", Then.BackOff },
        { OutcomeKind.NotSent, "sign-in", Then.BackOff },
        { OutcomeKind.SignInRefused, "sign-in", Then.Stop },
        { OutcomeKind.DailyLimit, "daily-limit", Then.Hold },

        // Response level
        { OutcomeKind.Refused, "500", Then.Reconcile },
        { OutcomeKind.Refused, "502", Then.Reconcile },
        { OutcomeKind.Refused, "600", Then.Authenticate },
        { OutcomeKind.Refused, "601", Then.Authenticate },
        { OutcomeKind.Refused, "602", Then.Authenticate },
        { OutcomeKind.Refused, "603", Then.Stop },
        { OutcomeKind.Refused, "604", Then.SplitByTime },
        { OutcomeKind.Refused, "605", Then.Stop },
        { OutcomeKind.Refused, "606", Then.Pause },
        { OutcomeKind.Refused, "607", Then.Hold },
        { OutcomeKind.Refused, "608", Then.Reconcile },
        { OutcomeKind.Refused, "609", Then.Isolate },
        { OutcomeKind.Refused, "610", Then.Stop },
        { OutcomeKind.Refused, "611", Then.Reconcile },
        { OutcomeKind.Refused, "612", Then.Stop },
        { OutcomeKind.Refused, "613", Then.Stop },
        { OutcomeKind.Refused, "614", Then.BackOff },
        { OutcomeKind.Refused, "615", Then.Pause },
        { OutcomeKind.Refused, "616", Then.Stop },
        { OutcomeKind.Refused, "701", Then.Isolate },
        { OutcomeKind.Refused, "702", Then.Isolate },
        { OutcomeKind.Refused, "703", Then.Stop },
        { OutcomeKind.Refused, "704", Then.Isolate },
        { OutcomeKind.Refused, "709", Then.Isolate },
        { OutcomeKind.Refused, "713", Then.Reconcile },
        { OutcomeKind.Refused, "718", Then.Isolate },
        { OutcomeKind.Refused, "719", Then.Reconcile },
        { OutcomeKind.Refused, "799", Then.Reconcile },
        { OutcomeKind.Refused, "699", Then.Reconcile },

        // Record-level codes for a whole call
        { OutcomeKind.Refused, "1003", Then.Isolate },
        { OutcomeKind.Refused, "1004", Then.Isolate },
        { OutcomeKind.Refused, "1006", Then.Isolate },
        { OutcomeKind.Refused, "1013", Then.Stop },
        { OutcomeKind.Refused, "1025", Then.Stop },
        { OutcomeKind.Refused, "1014", Then.BackOff },
        { OutcomeKind.Refused, "import-incomplete", Then.BackOff },
        { OutcomeKind.Refused, "1016", Then.WaitForSlot },
        { OutcomeKind.Refused, "1018", Then.Stop },
        { OutcomeKind.Refused, "1019", Then.BackOff },
        { OutcomeKind.Refused, "1020", Then.Hold },
        { OutcomeKind.Refused, "1026", Then.Stop },
        { OutcomeKind.Refused, "1029", Then.BackOff },
        { OutcomeKind.Refused, "1077", Then.Isolate },
        { OutcomeKind.Refused, "1080", Then.Isolate },

        // Unknown: it cannot be told whether it was carried out
        { OutcomeKind.Refused, "20003", Then.Reconcile },
        { OutcomeKind.Refused, "what?", Then.Reconcile },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void Each_error_has_its_recovery(OutcomeKind kind, string code, Then then)
    {
        foreach (var action in SyncActions.All)
        {
            foreach (var count in new[] { 300, 99, 1 })
                Check(Cases.Decide(Cases.Open(count), Cases.Outcome(kind, code), action), then, action, count);
        }
    }

    [Theory]
    [MemberData(nameof(Table))]
    public void What_may_have_been_written_once_is_never_written_again(OutcomeKind kind, string code, Then then)
    {
        foreach (var count in new[] { 300, 99, 1 })
        {
            var decision = Recover.Decide(Cases.Open(count), Cases.Outcome(kind, code), Cases.WriteOnce, Cases.Among(10));
            if (then is Then.Reconcile or Then.SplitByTime)
                Assert.Equal(RecordStatus.Unknown, Assert.IsType<Decision.Conclude>(decision).Status);
            else
                Check(decision, then, SyncAction.Add, count);
        }
    }

    [Fact]
    public void Who_is_told_why_a_run_stops_is_told_what_to_do_as_well() =>
        Assert.All(ErrorRules.Codes.Select(code => ErrorRules.For(code).Meaning).OfType<string>(), meaning => Assert.Contains(". ", meaning, StringComparison.Ordinal));

    [Fact]
    public void The_table_here_names_every_code_that_has_a_rule() => Assert.Empty(
        ErrorRules.Codes.Except(Table.Select(row => (string)row[1])));

    private static void Check(Decision decision, Then then, SyncAction action, int count)
    {
        switch (then)
        {
            case Then.Authenticate:
                Assert.Equal(Cases.Open(count) with { Sends = 1, IsSent = true, SignIns = 1, SuccessesBeforeSignIn = 10 }, Assert.IsType<Decision.Again>(decision).Next);
                break;
            case Then.Pause:
                Assert.Equal(Cases.Open(count) with { Sends = 1, IsSent = true }, Assert.IsType<Decision.Again>(decision).Next);
                break;
            case Then.Hold:
                var hold = Assert.IsType<Decision.Hold>(decision);
                Assert.Equal(Cases.Open(count) with { Sends = 1, IsSent = true }, hold.Next);
                Assert.Equal(new DateTimeOffset(2026, 11, 21, 6, 2, 0, TimeSpan.Zero), hold.Until);
                break;
            case Then.WaitForSlot:
                Assert.Equal(Cases.Open(count) with { Sends = 1, IsSent = true, Waits = 1, Due = Cases.Now.AddSeconds(25) }, Assert.IsType<Decision.Again>(decision).Next);
                break;
            case Then.BackOff:
                var later = Assert.IsType<Decision.Again>(decision).Next;
                Assert.Equal(Cases.Open(count) with { Sends = 1, IsSent = true, Attempts = 1, SuccessesBefore = 10, Due = later.Due }, later);
                Assert.InRange(later.Due, Cases.Now + Cases.FirstBackOff, Cases.Now + 1.5 * Cases.FirstBackOff);
                break;
            case Then.Reconcile:
                IsReconciled(decision, action, count, isSlow: false);
                break;
            case Then.SplitByTime when count < 100:
                IsReconciled(decision, action, count, isSlow: false);
                break;
            case Then.SplitByTime when !Cases.Policy(action).IsIdempotent:
                IsReconciled(decision, action, count, isSlow: true);
                break;
            case Then.SplitByTime:
                var slow = Assert.IsType<Decision.Split>(decision).Parts;
                Assert.Equal(Cases.Now.AddSeconds(80), slow.Due);
                Assert.Equal(Cases.Now.AddSeconds(-30), slow.LostSince);
                break;
            case Then.SplitBySize when count == 1:
                Assert.Equal(RecordStatus.Rejected, Assert.IsType<Decision.Conclude>(decision).Status);
                break;
            case Then.SplitBySize:
                Assert.Equal(Cases.Open(count) with { Sends = 1, IsSent = true }, Assert.IsType<Decision.Split>(decision).Parts);
                break;
            case Then.Isolate when count == 1:
                Assert.Equal(RecordStatus.Failed, Assert.IsType<Decision.Conclude>(decision).Status);
                break;
            case Then.Isolate:
                var parts = Assert.IsType<Decision.Split>(decision).Parts;
                Assert.Equal(Cases.Open(count) with { Sends = 1, IsSent = true, Attempts = 4 }, parts);
                break;
            case Then.Stop:
                var stop = Assert.IsType<Decision.Stop>(decision);
                Assert.Equal(Cases.Open(count) with { Sends = 1, IsSent = true }, stop.Next);
                Assert.True(stop.Reason.Length > 20);
                break;
        }
    }

    private static void IsReconciled(Decision decision, SyncAction action, int count, bool isSlow)
    {
        // The call ended ten seconds ago, and Marketo may be at work on it for ninety.
        var next = Assert.IsType<Decision.Again>(decision).Next;
        Assert.Equal(
            Cases.Open(count, Cases.Policy(action).IsIdempotent ? BatchStep.Send : BatchStep.LookUp) with
            {
                Sends = 1, IsSent = true,
                Attempts = 1,
                SuccessesBefore = 10,
                LostSince = Cases.Now.AddSeconds(-30),
                LostUntil = Cases.Now.AddSeconds(85),
                IsSlow = isSlow,
                Due = Cases.Now.AddSeconds(80),
            },
            next);
    }
}
