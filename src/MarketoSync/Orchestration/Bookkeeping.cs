using MarketoSync.Batching;
using MarketoSync.Marketo;
using MarketoSync.Records;
using MarketoSync.Recovery;

namespace MarketoSync.Orchestration;

/// <summary>What an outcome changes in the counts and in what the run has learned.</summary>
internal static class Bookkeeping
{
    public static Work AfterOutcome(Work work, OpenBatch batch, BatchOutcome outcome)
    {
        var isAccepted = outcome.Kind == OutcomeKind.Accepted;
        var sizes = (isAccepted, batch.Step, outcome.Code) switch
        {
            (true, BatchStep.Send, _) when outcome.Calls.Succeeded > 0 && !batch.IsPartly => work.Sizes.OnAccepted(batch.Batch.BodyBytes),
            (false, BatchStep.Send, "413") when !batch.IsPartly => work.Sizes.OnRefused(batch.Batch.BodyBytes),
            _ => work.Sizes,
        };
        return Replan(work, sizes) with
        {
            Tally = work.Tally.Add(outcome.Calls) with { Sent = work.Tally.Sent + (!batch.IsSent && outcome.Calls.Total > 0 ? 1 : 0) },
            Settled = Plus(work.Settled, outcome.Settled),
            Successes = work.Successes + (isAccepted ? outcome.Calls.Succeeded : 0),
            LonelyRefusals = (isAccepted, batch.Step) switch
            {
                (true, BatchStep.Send) when outcome.Calls.Succeeded > 0 => 0,
                (true, BatchStep.Verify) when batch.IfNotDone == RecordStatus.Failed => work.LonelyRefusals + outcome.Settled.GetValueOrDefault(RecordStatus.Failed),
                _ => work.LonelyRefusals,
            },
            // What succeeds while the others hold was sent before them, and tells nothing about the time after.
            IsOnTrial = work.IsOnTrial && (work.HoldUntil is not null || !(isAccepted && outcome.Calls.Succeeded > 0)),
        };
    }

    public static Work AfterConclusion(Work work, BatchOutcome concluded) => work with
    {
        Settled = Plus(work.Settled, concluded.Settled),

        // A record that is too large alone was refused for what it is, which says nothing about the request.
        LonelyRefusals = work.LonelyRefusals + concluded.Settled.GetValueOrDefault(RecordStatus.Failed),
    };

    /// <summary>What the report counts: the fault, and what was done about it.</summary>
    public static string? Reason(BatchOutcome outcome, Decision decision) => outcome.Code.Length > 0
        ? $"{outcome.Code} {decision.Name}"
        : null;

    /// <summary>
    /// Forgets the end of the plan that was never sent: it is cut anew when it is wanted. Batches that let others go first stay as they are.
    /// </summary>
    public static Work Unplan(Work work)
    {
        var kept = work.Planned.Count;
        var cursor = work.Cursor;
        while (kept > 0 && work.Planned[kept - 1].To == cursor) cursor = work.Planned[--kept].From;
        return work with
        {
            Cursor = cursor,
            NextNumber = kept < work.Planned.Count ? BatchId.Number(work.Planned[kept].Id) : work.NextNumber,
            Planned = [.. work.Planned.Take(kept)],
        };
    }

    /// <summary>When the ceiling moves, what is not sent yet is cut to it.</summary>
    private static Work Replan(Work work, BodySizes sizes) =>
        (sizes.Ceiling == work.Sizes.Ceiling ? work : Unplan(work)) with { Sizes = sizes };

    private static Dictionary<RecordStatus, long> Plus(
        IReadOnlyDictionary<RecordStatus, long> counts, IReadOnlyDictionary<RecordStatus, int> more)
    {
        var sum = new Dictionary<RecordStatus, long>(counts);
        foreach (var (status, count) in more) sum[status] = sum.GetValueOrDefault(status) + count;
        return sum;
    }
}
