using Azure;
using Azure.Identity;

namespace MarketoSync.Storage;

/// <summary>How the Azure SDK tells that a call failed.</summary>
internal static class StorageFaults
{
    /// <summary>Whether the storage account or the way to it failed, and not the program.</summary>
    public static bool Is(Exception fault) => fault switch
    {
        RequestFailedException or AuthenticationFailedException => true,
        // What several attempts in a row met. A cancelled one among them was cancelled by the SDK, for the time it took.
        AggregateException { InnerExceptions: var attempts } => attempts.All(attempt => attempt is OperationCanceledException || Is(attempt)),
        _ => false,
    };

    public static StorageFaultException Translate(Exception fault) => new($"The storage account could not be used: {Reason(fault)}.", fault);

    /// <summary>In a few words: the SDK's own text holds all headers of the answer.</summary>
    private static string Reason(Exception fault) => fault switch
    {
        RequestFailedException { Status: > 0 } answer => $"{answer.Status} {answer.ErrorCode}".TrimEnd(),
        AggregateException { InnerExceptions: [.., var last] } => Reason(last),
        AuthenticationFailedException => "no identity that it accepts was found",
        _ => fault.Message.Split('\n')[0].TrimEnd('.', '\r'),
    };
}
