using System.Globalization;
using MarketoSync.Budget;
using MarketoSync.Runs;

namespace MarketoSync.Orchestration;

/// <summary>
/// Minds the subscription's daily calls, which others spend as well. Marketo is asked how many are used before the first call, and again
/// when the run has made as many as it might then, or some hundred; in between only the run's own calls are known. A reserve is left to
/// the others. Without one a run of many calls says when those of the day will not do, and goes on until Marketo refuses: how many the
/// subscription has is only what the settings say.
/// </summary>
internal static class QuotaSense
{
    /// <summary>
    /// Calls from one look to the next at most. A look is a call itself, so without a reserve it is taken only while as many are still ahead.
    /// </summary>
    public const int Every = 250;

    private const string WaitingFor = "the next day's calls, for what is left of today's is reserved";

    /// <param name="inFlight">Calls that are under way.</param>
    public static bool IsDue(Work work, int inFlight, DateTimeOffset now)
    {
        // A reserve may have been set since the run began.
        if (!work.Input.LooksAtUsage && work.Usage is not { Reserve: > 0 } && !(work.Input.LooksIfLarge && Ahead(work) >= Every)) return false;
        if (work.Usage is not { IsOld: false } usage || QuotaDay.Of(usage.At) != QuotaDay.Of(now)) return true;

        var since = Since(work, usage, inFlight);
        return since >= Every || (since >= usage.Left && inFlight == 0);
    }

    /// <summary>Whether no more calls may be under way than there are: a look would tell nothing new before they are answered.</summary>
    public static bool IsFull(Work work, int inFlight) =>
        work.Usage is { IsOld: false } usage && inFlight > 0 && Since(work, usage, inFlight) >= usage.Left;

    public static Work After(Work work, UsageLook look, DateTimeOffset now)
    {
        var before = work.Usage;
        work = work with { Tally = work.Tally.Add(look.Calls) };
        var usage = new Usage((before?.Looks ?? 0) + 1, now, Used(work, look, now), look.Quota, look.Reserve, work.Tally.Calls, Notice: before?.Notice);
        if (usage.Notice is null && (before is null || usage.Left > 0)) usage = usage with { Notice = Notice(work, usage) };
        if (usage.Left > 0) return work with { Usage = usage };

        usage = usage with { IsOld = true };
        return work.Input.Policy.StopOnQuota
            ? work with { Usage = usage, StopReason = work.StopReason ?? Text($"Of the {usage.Quota:N0} calls that the subscription has a day {usage.Used:N0} are used, and {usage.Reserve:N0} are reserved (Marketo__QuotaReserve). Resume the run after midnight in Chicago, or lower the reserve.") }
            : work with { Usage = usage, HoldUntil = QuotaDay.NextTry(now), HoldFor = WaitingFor, IsOnTrial = true };
    }

    /// <summary>What was under way at the look may not have been counted in it, so it counts now.</summary>
    private static long Since(Work work, Usage usage, int inFlight) => work.Tally.Calls + inFlight - usage.OwnCalls;

    /// <summary>
    /// Nobody says how far Marketo's count lags behind, but within a day it cannot be less than it was, and what the run did since: that
    /// is what is known also where a later look fails. Where it was never learned, the run goes on without it.
    /// </summary>
    private static long? Used(Work work, UsageLook look, DateTimeOffset now)
    {
        if (work.Usage is not { Used: { } last } before || QuotaDay.Of(before.At) != QuotaDay.Of(now)) return look.Used;

        return Math.Max(look.Used ?? 0, last + work.Tally.Calls - before.OwnCalls);
    }

    private static string? Notice(Work work, Usage usage)
    {
        var ahead = Ahead(work);
        if (usage.Unused is not { } left || ahead <= left) return null;

        var more = usage.Looks == 1 ? "" : "more ";
        var reserved = usage.Reserve > 0 ? Text($" and {usage.Reserve:N0} reserved") : "";
        var then = work.Input.Policy.StopOnQuota ? "stops" : "waits for the next day";
        var when = left > 0 ? Text($"after about {left:N0}") : "before the first";
        var unless = usage.Reserve > 0 ? "" : ", if the subscription has no more than that (Marketo__DailyQuota)";
        return Text($"The run takes about {ahead:N0} {more}calls. Of the {usage.Quota:N0} a day {usage.Used:N0} are used today{reserved}: it {then} {when}{unless}.");
    }

    /// <summary>Calls that are still to be made if none fails: the plan, or a share of it with what is cut.</summary>
    private static long Ahead(Work work)
    {
        var uncut = work.Tally.Planned - (work.Tally.Planned * work.Cursor / Math.Max(work.Stored, 1));
        var batches = work.Tally.Sent == 0 ? work.Tally.Planned : uncut + work.Planned.Count + work.Waiting.Count;
        return batches * (work.Input.IsByFiles ? ModeChoice.CallsOfFile : 1);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
