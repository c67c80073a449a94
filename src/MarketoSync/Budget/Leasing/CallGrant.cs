namespace MarketoSync.Budget.Leasing;

/// <summary>What a process was granted.</summary>
/// <param name="Sequence">Of the request that this answers.</param>
/// <param name="Calls">Calls that it may make besides those it held.</param>
/// <param name="Slots">Calls that it may have unanswered at a time besides.</param>
/// <param name="Share">Calls at a time that are its fair share, which may be none for a while: it gives back what it has above that.</param>
/// <param name="RetryAfter">How long to wait before asking again, where it was granted less than it asked for.</param>
/// <param name="PausedFor">How long it may send nothing at all, because Marketo refused a call for a limit.</param>
/// <param name="SpentUntil">Set where the day's calls are spent.</param>
/// <param name="Left">Calls of the day that no process was granted yet.</param>
public sealed record CallGrant(
    long Sequence,
    int Calls,
    int Slots,
    int Share,
    TimeSpan RetryAfter,
    TimeSpan PausedFor,
    DateTimeOffset? SpentUntil,
    long? Left = null);
