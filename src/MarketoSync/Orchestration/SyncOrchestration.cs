using MarketoSync.Records;
using MarketoSync.Recovery;
using MarketoSync.Reports;
using MarketoSync.Runs;

namespace MarketoSync.Orchestration;

/// <summary>
/// A run from its stored records to its report. If it stops, the report says so, and the run waits for word that what it
/// stopped for was mended.
/// </summary>
public static class SyncOrchestration
{
    public static async Task<RunEnd> RunAsync(IOrchestrationContext context, RunInput input)
    {
        // A child is told of it too, but may end just before it hears.
        var cancel = context.WaitForEventAsync(RunEvents.Cancel);
        var plan = await context.CallAsync(SyncActivities.Plan, input);
        var work = Refusals.After(Work.Start(input, plan));
        while (true)
        {
            while (true)
            {
                if (cancel.IsCompleted) work = work.Cancel();
                if (work.IsDone() || (work.IsHalted() && !work.IsFinishing())) break;
                work = await context.CallChildAsync(SendOrchestration.Definition, work);
            }

            var end = End(work);
            await context.CallAsync(SyncActivities.WriteReport, new ReportRequest(input.Run, ReportOn(work, end, context.Now)));
            if (end.State != RunState.Stopped)
            {
                if (input.IsFromInbox) await context.CallAsync(SyncActivities.FileAway, input.Run);
                return end;
            }

            await Task.WhenAny(context.WaitForEventAsync(RunEvents.Resume), cancel);
            work = work with
            {
                StopReason = null, HoldUntil = null, IsOnTrial = true, Usage = work.Usage?.WithoutNotice(),

                // Where others got in, whoever resumes takes it that these records are at fault.
                LonelyRefusals = work.Successes == 0 ? work.LonelyRefusals : 0,
            };
        }
    }

    private static RunEnd End(Work work)
    {
        if (work.IsDone()) return new RunEnd(RunState.Completed, null);
        return work.IsCancelled
            ? new RunEnd(RunState.Cancelled, "The run was cancelled.")
            : new RunEnd(RunState.Stopped, work.StopReason);
    }

    private static ReportInput ReportOn(Work work, RunEnd end, DateTimeOffset now) => new(
        end.State,
        end.StopReason,
        now,
        work.Tally,
        [.. work.Waiting.Where(open => IsUnsure(open, work.Input)).Select(open => new PositionRange(open.Batch.From, open.Batch.To))])
    {
        Usage = work.Usage,
        Importing = work.Waiting.Any(open => open.IsInMarketo)
            ? [.. work.Waiting.Where(open => open.IsInMarketo).Select(open => new PositionRange(open.Batch.From, open.Batch.To))]
            : null,
    };

    /// <summary>
    /// What went into an import that is not over, or broke down, may be done or not; what is about to be sent again after a look-up is proved
    /// not to have happened.
    /// </summary>
    private static bool IsUnsure(OpenBatch open, RunInput input) =>
        open.IsInMarketo
        || open.Breakdowns > 0
        || (input is { IsByFiles: true, Policy.MostBreakdowns: 0 } && open is { IsSent: true, Attempts: > 0 })
        || (open.LostSince is not null && (open.Step != BatchStep.Send || input.Policy.IsIdempotent));
}
