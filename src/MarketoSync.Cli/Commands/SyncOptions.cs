namespace MarketoSync.Cli.Commands;

/// <summary>What a sync is asked to do.</summary>
/// <param name="Source">A file's path, or <c>-</c> for standard input.</param>
/// <param name="Key">The lookup field, or null for the target's own.</param>
/// <param name="Format">csv, ndjson or json, or null to guess it from the name.</param>
/// <param name="Run">An id for the run, or null for a new one.</param>
public sealed record SyncOptions(
    string Source,
    string Target,
    string Action,
    string? Key,
    string? Format,
    string Mode,
    string? PartitionName,
    string? Run,
    string OnQuota,
    bool Json,
    string Runs);
