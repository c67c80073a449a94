using MarketoSync.Marketo;

namespace MarketoSync.Recovery;

/// <summary>What recovery may spend, fixed for a run.</summary>
/// <param name="Settle">How long after a lost answer Marketo may still be at work on the call.</param>
/// <param name="MaxAttempts">How often a batch may fail before it is isolated or the run stops.</param>
/// <param name="FirstBackOff">The first wait after a passing fault; each further one is twice as long.</param>
/// <param name="StopOnQuota">Whether to stop when the day's calls are spent, rather than wait for the next day's.</param>
public sealed record RecoveryPolicy(
    SyncAction Action, TimeSpan Settle, int MaxAttempts, TimeSpan FirstBackOff, bool StopOnQuota);
