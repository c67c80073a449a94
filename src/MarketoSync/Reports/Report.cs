using System.Text.Json.Serialization;
using MarketoSync.Records;
using MarketoSync.Runs;

namespace MarketoSync.Reports;

/// <summary>A run's aggregated results: <c>report.json</c>.</summary>
/// <param name="Records">A count for <c>total</c> and for each status, by name.</param>
/// <param name="Recoveries">What recovery decided, and how often.</param>
public sealed record Report(
    string Run,
    string Target,
    string Action,
    string Mode,
    RunState State,
    DateTimeOffset StartedAt,
    DateTimeOffset FinishedAt,
    string? StopReason,
    IReadOnlyDictionary<string, long> Records,
    ReportBatches Batches,
    ReportCalls Calls,
    IReadOnlyList<ReportReason> Reasons,
    IReadOnlyList<ReportRecovery> Recoveries)
{
    /// <summary>What whoever began the run had better look at, a sentence each. Null where there is nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Warnings { get; init; }

    /// <summary>Whether the records went by files, and a batch is one.</summary>
    [JsonIgnore]
    public bool IsByFiles => Mode == SyncMode.Bulk.Name();

    /// <summary>Whether every record got in.</summary>
    public bool EverythingGotIn() =>
        RecordStatuses.All.Where(status => !status.GotIn()).All(status => Records[status.Name()] == 0);
}
