using MarketoSync.Runs;
using MarketoSync.Telemetry;
using Microsoft.Extensions.Logging;

namespace MarketoSync.Cli.Serving;

/// <summary>What the local server says of its runs.</summary>
internal static partial class RunLog
{
    public static void AtRest(ILogger logger, string run, RunActivity activity)
    {
        switch (activity.Phase)
        {
            case RunPhase.Failed:
                Failed(logger, run, activity.Fault ?? "");
                break;
            case RunPhase.Stopped:
                Stopped(logger, run);
                break;
            default:
                Ended(logger, run);
                break;
        }
    }

    [LoggerMessage(EventId = LogEvents.ServedRunEnded, Level = LogLevel.Information, Message = "Run {Run} is over.")]
    public static partial void Ended(ILogger logger, string run);

    [LoggerMessage(EventId = LogEvents.ServedRunStopped, Level = LogLevel.Warning, Message = "Run {Run} stopped before its end. Its report says why; POST /api/syncs/{Run}/resume continues it.")]
    public static partial void Stopped(ILogger logger, string run);

    [LoggerMessage(EventId = LogEvents.ServedRunFailed, Level = LogLevel.Error, Message = "Run {Run} cannot go on: {Fault} Mend that, then POST /api/syncs/{Run}/resume.")]
    public static partial void Failed(ILogger logger, string run, string fault);

    [LoggerMessage(EventId = LogEvents.ServedRunsNotTakenUp, Level = LogLevel.Error, Message = "The runs that were under way could not all be taken up again: {Fault}")]
    public static partial void NotTakenUp(ILogger logger, string fault);

    [LoggerMessage(EventId = LogEvents.ServedRoundFailed, Level = LogLevel.Error, Message = "What waits in the queue and in the inbox could not all be taken in: {Fault} The next round tries again.")]
    public static partial void RoundFailed(ILogger logger, string fault);

    [LoggerMessage(EventId = LogEvents.ServedKeysNotRemoved, Level = LogLevel.Error, Message = "Old idempotency keys could not be removed: {Fault} The next round tries again.")]
    public static partial void KeysNotRemoved(ILogger logger, string fault);
}
