namespace MarketoSync.Api.Syncs;

/// <summary>How far a run is. Counts only.</summary>
/// <param name="Total">Records that went in.</param>
/// <param name="Settled">Records whose end is known.</param>
/// <param name="Records">Records whose end is known, by status; statuses without any are left out.</param>
/// <param name="Calls">Requests to Marketo so far.</param>
/// <param name="InFlight">Batches on their way.</param>
/// <param name="Waiting">Batches that wait for another attempt.</param>
public sealed record SyncProgress(
    long Total, long Settled, IReadOnlyDictionary<string, long> Records, long Calls, int InFlight, int Waiting);
