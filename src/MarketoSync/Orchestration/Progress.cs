using System.Globalization;

namespace MarketoSync.Orchestration;

internal static class Progress
{
    public static RunProgress Of(Work work, int inFlight, DateTimeOffset now)
    {
        var due = Turn.NextDue(work, now);
        var waitingFor = work switch
        {
            _ when work.IsFinishing() => "Marketo to import the files that it has, then the run ends",
            { IsCancelled: true } => "the calls in flight, then the run ends",
            { StopReason: not null } => "the calls in flight, then the run stops",
            _ when inFlight > 0 || due is null => null,
            { HoldUntil: not null } => work.HoldFor,
            _ when work.Waiting.Count(open => open.IsInMarketo) is > 0 and var files =>
                string.Create(CultureInfo.InvariantCulture, $"Marketo to import {files} {(files == 1 ? "file" : "files")}"),
            _ when work.Waiting.Any(Turn.IsWaitingForSlot) => "a place in Marketo's queue of imports",
            _ when work.Input.IsByFiles => "a while before Marketo is given a file again",
            _ => "Marketo to recover",
        };
        return new RunProgress(
            work.Stored, work.Settled, work.Tally.Calls, inFlight, work.Waiting.Count, waitingFor, waitingFor is null || work.IsHalted() ? null : due,
            work.Usage?.Notice);
    }
}
