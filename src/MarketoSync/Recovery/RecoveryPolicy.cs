using System.Text.Json.Serialization;
using MarketoSync.Marketo;

namespace MarketoSync.Recovery;

/// <summary>What recovery may spend, fixed for a run.</summary>
/// <param name="Settle">How long after a lost answer Marketo may still be at work on the call.</param>
/// <param name="MaxAttempts">How often a batch may fail before it is isolated or the run stops.</param>
/// <param name="FirstBackOff">The first wait after a passing fault; each further one is twice as long.</param>
/// <param name="StopOnQuota">Whether to stop when the day's calls are spent, rather than wait for the next day's.</param>
/// <param name="IsWriteOnce">Whether what a lost call did can neither be found out nor be done again.</param>
/// <param name="CanProve">Whether it can be found out what a lost call did with a record that is refused since. Not of runs that were begun without.</param>
/// <param name="FirstPoll">The first wait before an import is asked for; each further one is half as long again.</param>
/// <param name="MostBreakdowns">
/// How often an import may break down before its records are given up. 0 in runs that began when only breakdowns counted that came before
/// an import was seen to run.
/// </param>
/// <param name="MostLonelyRefusals">
/// How many single records may be refused in a row, as whole calls, before it is taken for the request's fault although others got in before.
/// 0 in runs that were begun without: then it never is.
/// </param>
/// <param name="DoubtsSizes">
/// Whether a lone record that is refused for its size, though larger bodies were accepted, is tried again. Not of runs that were begun without.
/// </param>
public sealed record RecoveryPolicy(
    SyncAction Action, TimeSpan Settle, int MaxAttempts, TimeSpan FirstBackOff, bool StopOnQuota, bool IsWriteOnce = false,
    TimeSpan FirstPoll = default, bool CanProve = false, int MostBreakdowns = 0,
    int MostLonelyRefusals = 0, bool DoubtsSizes = false)
{
    /// <summary>Whether a batch may be sent again when it is not known what a call for it did.</summary>
    [JsonIgnore]
    public bool IsIdempotent => !IsWriteOnce && Action is not (SyncAction.CreateOnly or SyncAction.CreateDuplicate);
}
