using System.Globalization;
using MarketoSync.Records;

namespace MarketoSync.Orchestration;

/// <summary>Stops a run once more of its records are refused than may be, before a day's calls are spent on a file that is not right.</summary>
internal static class Refusals
{
    /// <summary>A share of fewer records than these says nothing of the rest.</summary>
    private const long TellingRecords = 1_000;

    /// <summary>What counts as refused.</summary>
    private static readonly RecordStatus[] s_refused = [RecordStatus.Skipped, RecordStatus.Failed, RecordStatus.Rejected];

    /// <summary>Stops the run if it has to be, once: whoever resumes it then wants the rest of it all the same.</summary>
    public static Work After(Work work)
    {
        if (work.Input.Tolerance is not { } tolerance || work.IsPastTolerance || work.IsHalted() || work.IsDone()) return work;

        var settled = work.Settled.Values.Sum();
        var refused = s_refused.Sum(status => work.Settled.GetValueOrDefault(status));
        var all = work.Rejected + work.Stored;
        if (settled == 0)
        {
            // What intake rejects it has read all of.
            return tolerance.IsExceeded(work.Rejected, all)
                ? Stop($"{work.Rejected:N0} of {all:N0} records were rejected as they were read in, more than the {tolerance.Text()} that may be. None was sent. To send the others all the same, resume the run.")
                : work;
        }

        if (tolerance.IsShare)
        {
            var expected = work.Rejected + (decimal)refused * work.Stored / settled;
            return settled >= TellingRecords && tolerance.IsExceeded(expected, all)
                ? Stop($"{refused:N0} of the first {settled:N0} records that were sent are refused (skipped, failed or rejected){Unread(work, all)}, more than the {tolerance.Text()} that may be. To send the rest all the same, resume the run.")
                : work;
        }

        return tolerance.IsExceeded(work.Rejected + refused, all)
            ? Stop($"{work.Rejected + refused:N0} records are refused (skipped, failed or rejected), more than the {tolerance.Text()} that may be. To send the rest all the same, resume the run.")
            : work;

        Work Stop(FormattableString reason) => work with { StopReason = reason.ToString(CultureInfo.InvariantCulture), IsPastTolerance = true };
    }

    private static string Unread(Work work, long all) => work.Rejected == 0
        ? ""
        : string.Create(CultureInfo.InvariantCulture, $" and {work.Rejected:N0} of all {all:N0} were rejected as they were read in");
}
