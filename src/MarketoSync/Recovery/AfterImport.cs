using MarketoSync.Importing;
using MarketoSync.Records;

namespace MarketoSync.Recovery;

/// <summary>What is done after Marketo has told how far an import is.</summary>
internal static class AfterImport
{
    /// <summary>The longest wait is so many times the first.</summary>
    private const double MostGrowth = 12;

    /// <summary>Files that broke down as a whole are given once more: it may have been Marketo's fault.</summary>
    public const int AttemptsOfFile = 2;

    public static Decision Decide(OpenBatch batch, ImportState state, RecoveryPolicy policy, Situation situation) => state switch
    {
        ImportState.Complete => new Decision.Again(
            batch with { Step = BatchStep.Collect, Due = situation.Now, Attempts = 0, Waits = 0 }, "collect"),
        ImportState.Failed => AfterBreakdown(batch, policy, situation),
        _ => new Decision.Again(Later(batch, policy, situation), "poll"),
    };

    /// <summary>Imports run one after the other, also those of colleagues, so that a full queue may stay so for long.</summary>
    public static Decision WaitForSlot(OpenBatch batch, RecoveryPolicy policy, Situation situation) => new Decision.Again(
        batch with { Waits = batch.Waits + 1, Due = situation.Now + 5 * Wait(batch.Waits, policy) }, "wait for a place in the queue");

    private static Decision AfterBreakdown(OpenBatch batch, RecoveryPolicy policy, Situation situation)
    {
        var isCounted = policy.MostBreakdowns > 0;
        if (isCounted ? batch.Breakdowns + 1 >= policy.MostBreakdowns : batch.Attempts + 1 >= AttemptsOfFile) return new Decision.Conclude(RecordStatus.Unknown);

        var again = batch with { Step = BatchStep.Send, Due = situation.Now + MostGrowth * policy.FirstPoll, Waits = 0 };
        return new Decision.Again(
            isCounted ? again with { Attempts = 0, Breakdowns = batch.Breakdowns + 1 } : again with { Attempts = batch.Attempts + 1 }, "import again");
    }

    private static OpenBatch Later(OpenBatch batch, RecoveryPolicy policy, Situation situation)
    {
        var waits = batch.Step == BatchStep.Poll ? batch.Waits + 1 : 0;
        return batch with { Step = BatchStep.Poll, Due = situation.Now + Wait(waits, policy), Attempts = batch.Step == BatchStep.Poll ? 0 : batch.Attempts, Waits = waits };
    }

    /// <summary>Half as long again each time: a long import is asked for seldom, and a short one is not waited for long.</summary>
    private static TimeSpan Wait(int waits, RecoveryPolicy policy) => Math.Min(Math.Pow(1.5, Math.Min(waits, 10)), MostGrowth) * policy.FirstPoll;
}
