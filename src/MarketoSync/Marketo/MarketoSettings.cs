namespace MarketoSync.Marketo;

/// <summary>How to reach a Marketo subscription and how much of it to use.</summary>
/// <param name="RequestTimeout">When to give up on a call, or null for the endpoint's own limit and half a minute.</param>
/// <param name="Settle">
/// How long after a lost answer Marketo may still be at work on the call, or null for the endpoint's own limit.
/// </param>
/// <param name="MaxAttempts">How often a batch is tried before it is isolated or the run stops.</param>
public sealed record MarketoSettings(
    Uri BaseUrl,
    Uri IdentityUrl,
    string ClientId,
    Secret ClientSecret,
    int MaxBatchRecords,
    long MaxRequestBytes,
    long MaxImportBytes,
    int MaxConcurrentCalls,
    int CallsPerWindow,
    TimeSpan Window,
    int DailyCallLimit,
    TimeSpan? RequestTimeout,
    TimeSpan? Settle,
    int MaxAttempts)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The calls a day that the subscription has, whoever makes them. Marketo does not tell it: 50,000 is usual, and Admin, Web Services
    /// shows it (rest-api.md).
    /// </summary>
    public int DailyQuota { get; init; } = 50_000;

    /// <summary>Those of them that are to be left to others. 0: Marketo is not asked how many are used.</summary>
    public int QuotaReserve { get; init; }

    /// <summary>The first wait after a passing fault; each further one is twice as long.</summary>
    public TimeSpan FirstBackOff { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The first wait before an import is asked for; each further one is half as long again. Marketo wants five seconds at least
    /// (bulk-lead-import.md).
    /// </summary>
    public TimeSpan FirstPoll { get; init; } = TimeSpan.FromSeconds(5);

    /// <param name="serverTimeout">How long Marketo itself works on the call before it gives up.</param>
    public TimeSpan TimeoutFor(TimeSpan serverTimeout) => RequestTimeout ?? serverTimeout + s_patience;

    public TimeSpan SettleFor(Operation operation) => Settle ?? operation.ServerTimeout;

    /// <summary>The same for files, and for the same reason.</summary>
    public long PlannedImportBytes => MaxImportBytes - MaxImportBytes / 20;

    /// <summary>
    /// The body that batches are planned to. Marketo never says whether its 1 MB is 10^6 or 2^20 bytes, nor what it counts,
    /// so a twentieth is left free.
    /// </summary>
    public long PlannedBytes => MaxRequestBytes - MaxRequestBytes / 20;
}
