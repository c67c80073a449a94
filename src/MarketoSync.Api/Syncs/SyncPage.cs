namespace MarketoSync.Api.Syncs;

/// <summary>Some of the runs, the newest first.</summary>
/// <param name="Next">Where those before them are; null if there are none.</param>
public sealed record SyncPage(IReadOnlyList<SyncStatus> Syncs, string? Next);
