using MarketoSync.Records;
using MarketoSync.Reports;
using MarketoSync.Runs;

namespace MarketoSync.Cli.Manifests;

/// <summary>How far one sync of a manifest has come.</summary>
/// <param name="State">In a word: that of the report, or why there is none.</param>
internal sealed record SyncOutcome(RunDefinition Run, string State, Report? Report = null)
{
    public const string NotBegun = "notBegun";
    public const string Interrupted = "interrupted";
    public const string Stopped = "stopped";

    public static SyncOutcome Of(RunDefinition run, Report report) => new(run, report.State.ToString().ToLowerInvariant(), report);

    /// <summary>Whether the next sync may begin.</summary>
    public bool IsOver => State is not (NotBegun or Interrupted or Stopped);

    /// <summary>Counts as in a report. Null while what was sent is not added up.</summary>
    public IReadOnlyDictionary<string, long>? Records => Report?.Records ?? (State == NotBegun ? OfNothingSent() : null);

    private OrderedDictionary<string, long> OfNothingSent()
    {
        var counts = Counts.None();
        counts[Counts.Total] = Run.Records;
        counts[RecordStatus.Rejected.Name()] = Run.Rejected;
        counts[RecordStatus.NotSent.Name()] = Run.Stored;
        return counts;
    }
}
