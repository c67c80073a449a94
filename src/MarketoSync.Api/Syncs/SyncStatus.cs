using MarketoSync.Mapping;

namespace MarketoSync.Api.Syncs;

/// <summary>What there is to say about a run.</summary>
/// <param name="Source">What the records came from: a file's name, or <c>-</c> for the body of a request.</param>
/// <param name="Progress">Null where another process has the run, and it is not over: what it did is not known here.</param>
/// <param name="WaitingFor">What the run waits for, if nothing can be sent.</param>
/// <param name="StopReason">Why it stopped, was cancelled or failed.</param>
/// <param name="RetryOf">The run whose records it takes up again.</param>
/// <param name="Map">What the fields of the source became.</param>
/// <param name="Warnings">What whoever began the run had better look at.</param>
public sealed record SyncStatus(
    string Id,
    SyncState State,
    string Target,
    string Action,
    string? LookupField,
    string Mode,
    string Source,
    DateTimeOffset StartedAt,
    DateTimeOffset? FinishedAt,
    SyncProgress? Progress,
    string? WaitingFor,
    DateTimeOffset? WaitingUntil,
    string? StopReason,
    string? RetryOf,
    string StatusQueryGetUri,
    string ReportUri,
    string ResultsUri,
    string CancelPostUri,
    FieldMapping? Map = null,
    IReadOnlyList<string>? Warnings = null);
