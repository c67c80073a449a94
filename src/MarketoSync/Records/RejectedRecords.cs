using System.Runtime.CompilerServices;
using System.Text.Json;
using MarketoSync.Runs;

namespace MarketoSync.Records;

public static class RejectedRecords
{
    /// <summary>The records of a run that intake rejected, in input order.</summary>
    public static async IAsyncEnumerable<RejectedRecord> ReadAsync(
        IRunFolder folder, [EnumeratorCancellation] CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(folder);
        await using var stream = await folder.OpenAsync(RunFiles.Rejected, 0, cancellation);
        if (stream is null)
            yield break;
        var records = JsonSerializer.DeserializeAsyncEnumerable(
            stream, RejectedRecordJson.Default.RejectedRecord, topLevelValues: true, cancellation);
        await foreach (var record in records)
            yield return record!;
    }
}
