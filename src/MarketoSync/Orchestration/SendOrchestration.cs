using MarketoSync.Marketo;
using MarketoSync.Records;
using MarketoSync.Recovery;

namespace MarketoSync.Orchestration;

/// <summary>
/// Sends batches until all are settled, the run halts, or it has taken so many steps that a new generation should go on:
/// then it lets what is in flight come in and hands over what is left, so that no history grows with the record count.
/// </summary>
public static class SendOrchestration
{
    /// <summary>
    /// Steps of one generation. Each leaves a few events, and an engine may read all of them back at each step, so that what a step costs
    /// grows with the generation; what lets one generation end and the next begin is the wait for the last answers of the one.
    /// </summary>
    public const int StepsOfGeneration = 100;

    /// <summary>Batches cut at a time.</summary>
    private const int CutAtATime = 50;

    /// <summary>Files cut at a time: their records have to be read for it.</summary>
    private const int FilesCutAtATime = 4;

    public static ChildOrchestration<Work, Work> Definition { get; } =
        new("SendBatches", OrchestrationJson.Default.Work, OrchestrationJson.Default.Work, RunAsync);

    public static async Task<Work> RunAsync(IOrchestrationContext context, Work work)
    {
        var inFlight = new List<Flight>();
        var cancel = context.WaitForEventAsync(RunEvents.Cancel);
        using var alarm = new Alarm(context);
        var steps = 0;
        while (true)
        {
            // Send all that may go now.
            if (cancel.IsCompleted) work = work.Cancel();
            while ((!work.IsHalted() || work.IsFinishing()) && steps < StepsOfGeneration && inFlight.Count < Turn.MostInFlight(work))
            {
                if (Turn.Next(work, inFlight, context.Now) is not { } next)
                {
                    if (work.IsHalted() || work.Cursor >= work.Stored || work.Planned.Count >= MostPlanned(work)) break;
                    work = Heard(await CutMoreAsync(context, work));
                    continue;
                }

                if (QuotaSense.IsDue(work, inFlight.Count, context.Now))
                {
                    var look = await context.CallAsync(SyncActivities.LookAtUsage, new UsageInput(work.Input.Run, work.Usage?.Looks ?? 0));
                    work = QuotaSense.After(Heard(work), look, context.Now);
                    context.Report(Progress.Of(work, inFlight.Count, context.Now));
                    continue;
                }

                if (QuotaSense.IsFull(work, inFlight.Count)) break;

                work = Turn.Take(work, next);
                if (Turn.IsKnownTooLarge(work, next))
                {
                    work = Heard(await SplitAsync(context, work, next, next, "413 split before sending"));
                    continue;
                }

                steps++;
                inFlight.Add(new Flight(next, context.CallAsync(SyncActivities.TakeStep, new StepInput(work.Input.Run, next))));
            }

            context.Report(Progress.Of(work, inFlight.Count, context.Now));
            var isOver = (work.IsHalted() && !work.IsFinishing()) || work.IsDone() || steps >= StepsOfGeneration;
            if (inFlight.Count == 0 && isOver) break;

            // Wait for an answer, for what is due next, or for word to cancel.
            var due = isOver || inFlight.Count >= Turn.MostInFlight(work) ? null : Turn.NextDue(work, context.Now);
            List<Task> events = [.. inFlight.Select(flight => flight.Outcome), .. alarm.Until(due)];
            if (events.Count == 0 && !isOver) throw new InvalidOperationException("Batches are left, and nothing will ever let them go.");
            if (!work.IsCancelled) events.Add(cancel);
            await Task.WhenAny(events);

            if (cancel.IsCompleted) work = work.Cancel();
            if (work.HoldUntil <= context.Now) work = work with { HoldUntil = null };

            // Take what came in, and decide.
            foreach (var landed in inFlight.Where(flight => flight.Outcome.IsCompleted).ToList())
            {
                inFlight.Remove(landed);
                work = Refusals.After(await ApplyAsync(context, work, landed.Batch, await landed.Outcome));
            }
        }

        return Bookkeeping.Unplan(work);

        // It may have come while something was waited for.
        Work Heard(Work after) => cancel.IsCompleted && after.Input.HearsCancelAtOnce ? after.Cancel() : after;
    }

    private static async Task<Work> ApplyAsync(IOrchestrationContext context, Work work, OpenBatch batch, BatchOutcome outcome)
    {
        work = Outage.After(Bookkeeping.AfterOutcome(work, batch, outcome), outcome, context.Now);
        var decision = Recover.Decide(
            batch, outcome, work.Input.Policy, new Situation(context.Now, work.Successes, work.LonelyRefusals, work.Sizes.Accepted));
        if (Bookkeeping.Reason(outcome, decision) is { } reason) work = work with { Tally = work.Tally.AddRecovery(reason) };

        switch (decision)
        {
            case Decision.Accept:
                return work;
            case Decision.Again again:
                return work with { Waiting = [.. work.Waiting, again.Next] };
            case Decision.Hold hold:
                return work with { Waiting = [.. work.Waiting, hold.Next], HoldUntil = hold.Until, HoldFor = "Marketo's daily quota to reset", IsOnTrial = true };
            case Decision.Stop stop:
                return work with { Waiting = [.. work.Waiting, stop.Next], StopReason = work.StopReason ?? stop.Reason };
            case Decision.Split split:
                return await SplitAsync(context, work, batch, split.Parts, null);
            case Decision.Conclude conclude:
                var couldNotLookUp = batch.Step != BatchStep.Send && outcome.Import is null && conclude.Status == RecordStatus.Unknown;
                var code = couldNotLookUp ? FaultCodes.CannotLookUp : outcome.Code;
                var concluded = await context.CallAsync(
                    SyncActivities.Conclude, new ConcludeInput(work.Input.Run, batch, conclude.Status, code));
                work = Bookkeeping.AfterConclusion(work, concluded);
                return conclude.Then is { } then ? work with { Waiting = [.. work.Waiting, then] } : work;
            default:
                throw new InvalidOperationException($"No such decision: {decision.Name}.");
        }
    }

    private static int MostPlanned(Work work) => work.Input.IsByFiles ? FilesCutAtATime : CutAtATime;

    private static async Task<Work> CutMoreAsync(IOrchestrationContext context, Work work)
    {
        var cut = await context.CallAsync(
            SyncActivities.Cut, new CutInput(work.Input.Run, work.Cursor, work.NextNumber, MostPlanned(work), work.Limits()));
        return work with { Planned = [.. work.Planned, .. cut], Cursor = cut[^1].To, NextNumber = work.NextNumber + cut.Count };
    }

    private static async Task<Work> SplitAsync(IOrchestrationContext context, Work work, OpenBatch whole, OpenBatch like, string? reason)
    {
        var parts = await context.CallAsync(
            SyncActivities.Split, new SplitInput(work.Input.Run, whole.Batch, work.Input.Limits));
        var tally = work.Tally with { Splits = work.Tally.Splits + 1 };
        return work with
        {
            Waiting = [.. parts.Select(part => like with { Batch = part, Sends = 0, IsSent = false }), .. work.Waiting],
            Tally = reason is null ? tally : tally.AddRecovery(reason),
        };
    }
}
