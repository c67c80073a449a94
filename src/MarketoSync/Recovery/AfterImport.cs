using MarketoSync.Importing;
using MarketoSync.Records;

namespace MarketoSync.Recovery;

/// <summary>What is done after Marketo has told how far an import is.</summary>
internal static class AfterImport
{
    /// <summary>Marketo asks to wait five seconds at least between two questions (bulk-lead-import.md).</summary>
    private static readonly TimeSpan s_firstWait = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan s_longestWait = TimeSpan.FromMinutes(1);

    /// <summary>Files that broke down as a whole are given once more: it may have been Marketo's fault.</summary>
    private const int AttemptsOfFile = 2;

    public static Decision Decide(OpenBatch batch, BatchOutcome outcome, ImportState state, Situation situation) => state switch
    {
        ImportState.Complete => new Decision.Again(
            batch with { Step = BatchStep.Collect, Due = situation.Now, Attempts = 0, Waits = 0 }, "collect"),
        ImportState.Failed when batch.Attempts + 1 < AttemptsOfFile => new Decision.Again(
            batch with { Step = BatchStep.Send, Due = situation.Now + s_longestWait, Attempts = batch.Attempts + 1, Waits = 0 }, "import again"),
        ImportState.Failed => new Decision.Conclude(RecordStatus.Unknown),
        _ => new Decision.Again(Later(batch, situation), "poll"),
    };

    /// <summary>Imports run one after the other, also those of colleagues, so that a full queue may stay so for long.</summary>
    public static Decision WaitForSlot(OpenBatch batch, Situation situation) => new Decision.Again(
        batch with { Waits = batch.Waits + 1, Due = situation.Now + Min(5 * Wait(batch.Waits), TimeSpan.FromMinutes(5)) }, "wait for a place in the queue");

    private static OpenBatch Later(OpenBatch batch, Situation situation)
    {
        var waits = batch.Step == BatchStep.Poll ? batch.Waits + 1 : 0;
        return batch with { Step = BatchStep.Poll, Due = situation.Now + Wait(waits), Attempts = batch.Step == BatchStep.Poll ? 0 : batch.Attempts, Waits = waits };
    }

    /// <summary>Half as long again each time: a long import is asked for seldom, and a short one is not waited for long.</summary>
    private static TimeSpan Wait(int waits) => Min(s_firstWait * Math.Pow(1.5, Math.Min(waits, 10)), s_longestWait);

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
