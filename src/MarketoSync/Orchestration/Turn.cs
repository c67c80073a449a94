using MarketoSync.Batching;
using MarketoSync.Recovery;

namespace MarketoSync.Orchestration;

/// <summary>Whose turn it is to be sent.</summary>
internal static class Turn
{
    public static int MostInFlight(Work work) => work.IsOnTrial ? 1 : work.Input.MaxInFlight;

    /// <summary>
    /// The next batch that may go: one that waited and is due, else the next of the plan. A batch with a record whose key is also
    /// in an unsettled earlier batch lets others go first.
    /// </summary>
    public static OpenBatch? Next(Work work, IReadOnlyList<Flight> inFlight, DateTimeOffset now)
    {
        if (work.HoldUntil > now) return null;

        var isProbing = inFlight.Any(flight => IsProbe(work, flight.Batch));
        foreach (var open in work.Waiting)
        {
            if (open.Due <= now && MayGo(work, open) && IsFree(open, [])) return open;
        }

        for (var place = 0; place < work.Planned.Count && !work.IsHalted(); place++)
        {
            var open = new OpenBatch(work.Planned[place], BatchStep.Send, now);
            if (IsFree(open, work.Planned.Take(place))) return open;
        }

        return null;

        bool IsFree(OpenBatch open, IEnumerable<Batch> planned) =>
            !(isProbing && IsProbe(work, open))
            && (!work.Input.IsByFiles || ImportTurn.IsFree(open, work, inFlight, now))
            && !work.Waiting.Any(other => other.Batch.Id != open.Batch.Id && open.Batch.MustFollow(other.Batch))
            && !inFlight.Any(flight => open.Batch.MustFollow(flight.Batch.Batch))
            && !planned.Any(open.Batch.MustFollow);
    }

    public static Work Take(Work work, OpenBatch open) => work with
    {
        Waiting = [.. work.Waiting.Where(other => other.Batch.Id != open.Batch.Id)],
        Planned = [.. work.Planned.Where(other => other.Id != open.Batch.Id)],
    };

    /// <summary>When the next batch that waits may go, if it is only time that it waits for.</summary>
    public static DateTimeOffset? NextDue(Work work, DateTimeOffset now)
    {
        if (work.HoldUntil > now) return work.HoldUntil;

        DateTimeOffset? next = null;
        foreach (var open in work.Waiting)
        {
            if (open.Due > now && !(open.Due >= next) && MayGo(work, open)) next = open.Due;
        }

        return next;
    }

    /// <summary>Whether it was not taken because the queue of imports was full.</summary>
    public static bool IsWaitingForSlot(OpenBatch open) => open is { Step: BatchStep.Send, Waits: > 0 };

    public static bool IsKnownTooLarge(Work work, OpenBatch open) =>
        open.Step == BatchStep.Send && open.Batch.Count > 1 && work.Sizes.IsTooLarge(open.Batch.BodyBytes);

    private static bool MayGo(Work work, OpenBatch open) => !work.IsFinishing() || open.IsInMarketo;

    private static bool IsProbe(Work work, OpenBatch open) =>
        open.Step == BatchStep.Send && work.Sizes.IsProbe(open.Batch.BodyBytes);
}
