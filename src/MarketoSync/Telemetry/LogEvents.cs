namespace MarketoSync.Telemetry;

/// <summary>The ids of all events that this product logs. An id keeps its meaning, so that alerts may rely on it.</summary>
public static class LogEvents
{
    public const int RequestFailed = 1;
    public const int RunReadIn = 2;
    public const int RunNotRemoved = 3;

    public const int ServedRunEnded = 10;
    public const int ServedRunStopped = 11;
    public const int ServedRunFailed = 12;
    public const int ServedRunsNotTakenUp = 13;
    public const int ServedRoundFailed = 14;
    public const int ServedKeysNotRemoved = 15;

    public const int RunBegan = 100;
    public const int RunEnded = 101;
    public const int RunStopped = 102;
    public const int RunBrokeDown = 103;

    public const int BudgetPaused = 110;
    public const int QuotaSpent = 111;
    public const int OwnLimitReached = 112;
    public const int SignInRefused = 113;

    public const int BatchTaken = 120;
}
