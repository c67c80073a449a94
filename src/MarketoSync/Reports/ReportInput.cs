using MarketoSync.Orchestration;
using MarketoSync.Records;
using MarketoSync.Runs;

namespace MarketoSync.Reports;

/// <summary>What the orchestration knows at the end of a run, beside the stored results.</summary>
/// <param name="StopReason">Why the run stopped, for people to read.</param>
/// <param name="Unsure">Records that were sent without a usable answer and not reconciled: they end as unknown, not as not sent.</param>
public sealed record ReportInput(
    RunState State,
    string? StopReason,
    DateTimeOffset FinishedAt,
    Tally Tally,
    IReadOnlyList<PositionRange> Unsure)
{
    /// <summary>Those of them that Marketo has in a file whose import was not over. Null where there is none.</summary>
    public IReadOnlyList<PositionRange>? Importing { get; init; }

    /// <summary>What is known of the subscription's usage, where anything is.</summary>
    public Usage? Usage { get; init; }
}
