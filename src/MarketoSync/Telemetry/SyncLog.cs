using Microsoft.Extensions.Logging;

namespace MarketoSync.Telemetry;

/// <summary>What an operator is told of syncs: ids, counts and codes; no record, no text of Marketo's, no secret.</summary>
internal static partial class SyncLog
{
    [LoggerMessage(LogEvents.RunBegan, LogLevel.Information, "Run {Run} began: {Records} records for {Target} by {Action}, in {Batches} batches.")]
    public static partial void RunBegan(ILogger logger, string run, long records, string target, string action, int batches);

    [LoggerMessage(LogEvents.RunEnded, LogLevel.Information, "Run {Run} {State}: {GotIn} of {Records} records got in, with {Calls} calls.")]
    public static partial void RunEnded(ILogger logger, string run, string state, long gotIn, long records, long calls);

    [LoggerMessage(LogEvents.RunStopped, LogLevel.Warning, "Run {Run} stopped before its end: {GotIn} of {Records} records got in so far, with {Calls} calls. Its report says why.")]
    public static partial void RunStopped(ILogger logger, string run, long gotIn, long records, long calls);

    [LoggerMessage(LogEvents.RunBrokeDown, LogLevel.Error, "Run {Run} broke down ({Fault}): {GotIn} of {Records} records got in. It cannot be continued; POST /api/syncs/{Run}/retry sends the others again.")]
    public static partial void RunBrokeDown(ILogger logger, string run, string fault, long gotIn, long records);

    [LoggerMessage(LogEvents.BudgetPaused, LogLevel.Warning, "Marketo refused a call for a limit of the subscription ({Code}). No call is made for {Seconds} seconds.")]
    public static partial void BudgetPaused(ILogger logger, string code, double seconds);

    [LoggerMessage(LogEvents.QuotaSpent, LogLevel.Warning, "Marketo says that the subscription's calls of the day are used up (607).")]
    public static partial void QuotaSpent(ILogger logger);

    [LoggerMessage(LogEvents.OwnLimitReached, LogLevel.Warning, "The configured share of the day's calls is used up until {Until}.")]
    public static partial void OwnLimitReached(ILogger logger, DateTimeOffset until);

    [LoggerMessage(LogEvents.SignInRefused, LogLevel.Error, "Marketo does not accept the credentials. Check Marketo__ClientId and Marketo__ClientSecret.")]
    public static partial void SignInRefused(ILogger logger);

    [LoggerMessage(LogEvents.BatchTaken, LogLevel.Warning, "Batch {Batch} of run {Run} was taken on by another process during step {Step}; the step is begun anew.")]
    public static partial void BatchTaken(ILogger logger, string run, string batch, string step);
}
