namespace MarketoSync.Preflight;

/// <summary>An issue, and the records that have it.</summary>
/// <param name="Count">Records that have it.</param>
/// <param name="First">The first few of them.</param>
public sealed record PreflightFinding(PreflightIssue Issue, long Count, IReadOnlyList<RecordPlace> First);
