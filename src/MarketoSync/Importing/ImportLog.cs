using MarketoSync.Marketo;
using MarketoSync.Recovery;
using MarketoSync.Runs;
using MarketoSync.Sending;

namespace MarketoSync.Importing;

/// <summary>What is kept of a batch that went into an import.</summary>
internal static class ImportLog
{
    /// <exception cref="InvalidDataException">Nothing is kept of its import.</exception>
    public static async Task<(BatchLog Log, BulkImport Import, ImportJob Job)> ReadAsync(RunScope scope, OpenBatch open, CancellationToken cancellation)
    {
        var log = await BatchLog.ReadAsync(scope.Folder, open.Batch.Id, cancellation);
        return log?.Header.Job is { } job && scope.Import is { } import
            ? (log, import, job)
            : throw new InvalidDataException($"Batch {open.Batch.Id} went into an import, but nothing is kept of it.");
    }
}
