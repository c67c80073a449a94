using MarketoSync.Records;
using MarketoSync.Runs;

namespace MarketoSync.Reports;

/// <summary>Writes records of a finished run so that they can be fixed and synced again as they are.</summary>
public static class RejectsWriter
{
    /// <summary>Writes to <paramref name="destination"/>, which stays open.</summary>
    /// <param name="only">The statuses wanted, or null for whatever did not get in.</param>
    public static Task<RejectsResult> WriteAsync(
        IRunFolder folder,
        RunDefinition run,
        Stream destination,
        RejectsFormat format,
        IReadOnlySet<RecordStatus>? only,
        CancellationToken cancellation)
    {
        var records = RetrySource.ReadAsync(folder, run, only ?? RetrySource.DidNotGetIn, cancellation);
        return format switch
        {
            RejectsFormat.Csv => RejectsCsv.WriteAsync(records, destination, run.Map?.Mark, cancellation),
            RejectsFormat.Ndjson => RejectsNdjson.WriteAsync(records, destination, run.Map?.Mark, cancellation),
            _ => throw new ArgumentOutOfRangeException(nameof(format)),
        };
    }
}
