namespace MarketoSync.Recovery;

/// <summary>What recovery needs to know of the run beside the batch.</summary>
/// <param name="Successes">Calls that succeeded so far: whether Marketo answers others.</param>
/// <param name="LonelyRefusals">Single records that were refused as whole calls since one last took records.</param>
/// <param name="Accepted">Bytes of the largest body that was accepted so far.</param>
public readonly record struct Situation(DateTimeOffset Now, long Successes, int LonelyRefusals, long Accepted = 0);
