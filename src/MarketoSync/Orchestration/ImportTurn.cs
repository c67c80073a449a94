using MarketoSync.Recovery;

namespace MarketoSync.Orchestration;

/// <summary>Which file may go, and which import may be asked for: Marketo queues ten imports and runs two at a time, first come, first served.</summary>
internal static class ImportTurn
{
    private const int RunAtATime = 2;

    public static bool IsFree(OpenBatch open, Work work, IReadOnlyList<Flight> inFlight, DateTimeOffset now) => open.Step switch
    {
        BatchStep.Send => !IsFileInHand(inFlight)
            && UnderWay(work, inFlight) < work.Input.MostImports
            && !work.Waiting.Any(other => other.Batch.Id != open.Batch.Id && Turn.IsWaitingForSlot(other) && other.Due > now),

        // Those behind have not begun, so that to ask for them is a call wasted.
        BatchStep.Poll => work.Waiting.Count(other => other.Step == BatchStep.Poll && other.Batch.From < open.Batch.From)
            + inFlight.Count(flight => flight.Batch.Step == BatchStep.Poll) < RunAtATime,
        _ => !IsFileInHand(inFlight),
    };

    /// <summary>A file and its results take some hundred megabytes, and Marketo is slower than any of it.</summary>
    private static bool IsFileInHand(IReadOnlyList<Flight> inFlight) => inFlight.Any(flight => flight.Batch.Step is BatchStep.Send or BatchStep.Collect);

    private static int UnderWay(Work work, IReadOnlyList<Flight> inFlight) =>
        inFlight.Count + work.Waiting.Count(open => open.Step is BatchStep.Poll or BatchStep.Collect);
}
