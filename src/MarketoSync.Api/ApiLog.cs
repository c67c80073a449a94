using MarketoSync.Telemetry;
using Microsoft.Extensions.Logging;

namespace MarketoSync.Api;

/// <summary>What the API logs: no record, no secret.</summary>
internal static partial class ApiLog
{
    [LoggerMessage(EventId = LogEvents.RequestFailed, Level = LogLevel.Error, Message = "A {Method} request failed: {Fault} in {Member}.")]
    public static partial void Failed(ILogger logger, string method, string fault, string member);

    [LoggerMessage(EventId = LogEvents.RunReadIn, Level = LogLevel.Information, Message = "Run {Run} was read in: {Stored} records stored, {Rejected} rejected.")]
    public static partial void ReadIn(ILogger logger, string run, long stored, long rejected);

    [LoggerMessage(EventId = LogEvents.RunNotRemoved, Level = LogLevel.Warning, Message = "What is left of run {Run}, which did not begin, could not be removed: {Fault}.")]
    public static partial void NotRemoved(ILogger logger, string run, string fault);
}
