using MarketoSync.Batching;
using MarketoSync.Marketo;
using MarketoSync.Orchestration;
using MarketoSync.Records;
using MarketoSync.Recovery;

namespace MarketoSync.Tests.Recovery;

/// <summary>Batches, outcomes and situations to decide about.</summary>
internal static class Cases
{
    /// <summary>18:00 UTC is noon in Chicago.</summary>
    public static readonly DateTimeOffset Now = new(2026, 11, 20, 18, 0, 0, TimeSpan.Zero);

    public static readonly TimeSpan Settle = TimeSpan.FromSeconds(90);

    public static readonly TimeSpan FirstBackOff = TimeSpan.FromSeconds(2);

    public static RecoveryPolicy Policy(SyncAction action = SyncAction.CreateOrUpdate, bool stopOnQuota = false) =>
        new(action, Settle, 6, FirstBackOff, stopOnQuota, FirstPoll: TimeSpan.FromSeconds(5));

    /// <summary>What a lost call did can neither be found out nor be done again.</summary>
    public static RecoveryPolicy WriteOnce { get; } = Policy(SyncAction.Add) with { IsWriteOnce = true };

    public static OpenBatch Open(int count = 300, BatchStep step = BatchStep.Send) =>
        new(new Batch("0001", 0, (uint)count, 0, 60_000), step, Now);

    public static BatchOutcome Refused(string code) => Outcome(OutcomeKind.Refused, code);

    public static BatchOutcome Lost(string code) => Outcome(OutcomeKind.Lost, code);

    public static BatchOutcome Accepted(int left = 0, int doubtful = 0, int settled = 1) => Outcome(OutcomeKind.Accepted, left > 0 ? "1019" : "") with
    {
        Settled = settled > 0 ? new Dictionary<RecordStatus, int> { [RecordStatus.Updated] = settled } : BatchOutcome.NoneSettled,
        Left = left,
        Doubtful = doubtful,
        Calls = CallCount.Success,
    };

    /// <summary>A call that was sent 30 seconds ago and ended 10 seconds ago.</summary>
    public static BatchOutcome Outcome(OutcomeKind kind, string code) => new(
        kind, code, BatchOutcome.NoneSettled, 0, 0, Now.AddSeconds(-30), Now.AddSeconds(-5), Now.AddSeconds(-10), CallCount.Error(code));

    public static Situation Among(long successes, int lonelyRefusals = 0) => new(Now, successes, lonelyRefusals);

    public static Decision Decide(OpenBatch open, BatchOutcome outcome, SyncAction action = SyncAction.CreateOrUpdate, long successes = 10) =>
        Recover.Decide(open, outcome, Policy(action), Among(successes));
}
