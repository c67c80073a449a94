namespace MarketoSync.Recovery;

/// <summary>What recovery needs to know of the run beside the batch.</summary>
/// <param name="Successes">Calls that succeeded so far: whether Marketo answers others.</param>
/// <param name="LonelyRefusals">Single records that were refused as whole calls since one last took records.</param>
public readonly record struct Situation(DateTimeOffset Now, long Successes, int LonelyRefusals);
