using System.Runtime.CompilerServices;
using System.Text;
using MarketoSync.Marketo;
using MarketoSync.Records;
using MarketoSync.Runs;

namespace MarketoSync.Reports;

/// <summary>The records of a finished run that are to be synced again.</summary>
public static class RetrySource
{
    private const long MaxBytes = 8 << 20;

    /// <summary>Whatever did not get in.</summary>
    public static IReadOnlySet<RecordStatus> DidNotGetIn { get; } = RecordStatuses.All.Where(status => !status.GotIn()).ToHashSet();

    /// <summary>The same without what may have got in after all, where it would then be there twice.</summary>
    public static IReadOnlySet<RecordStatus> SafeToSend(Operation operation) =>
        operation.AddsAgain ? DidNotGetIn.Where(status => status != RecordStatus.Unknown).ToHashSet() : DidNotGetIn;

    /// <summary>
    /// The records in input order, which keeps the order in which several changes of one key apply.
    /// Memory is four bytes a record of the run and a fixed rest.
    /// </summary>
    /// <param name="only">The statuses wanted.</param>
    public static async IAsyncEnumerable<RetryRecord> ReadAsync(
        IRunFolder folder, RunDefinition run, IReadOnlySet<RecordStatus> only, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var stored = new StoredBlocks(folder, run.Stored);
        var positions = await PositionsAsync(stored, run, cancellation);
        var recent = new RecentlyUsed<StoredRecords>(MaxBytes);

        await using var rejected = await RejectedLines.OpenAsync(folder, cancellation);
        await foreach (var result in ResultReader.ReadAsync(folder, only, cancellation))
        {
            if (await rejected.TakeAsync(result.Record) is { } atIntake)
            {
                yield return atIntake.Json is { } json ? new(result, Encoding.UTF8.GetBytes(json), null) : new(result, default, atIntake.Raw ?? "");
                continue;
            }

            long position = positions[result.Record];
            var number = position / StoredBlocks.BlockLength;
            var block = recent.Find(number);
            if (block is null)
            {
                block = await stored.ReadBlockAsync(number, cancellation);
                recent.Add(number, block, block.Bytes.Length);
            }

            yield return new(result, block.Record((int)(position % StoredBlocks.BlockLength)), null);
        }
    }

    private static async Task<SegmentedArray<uint>> PositionsAsync(
        StoredBlocks stored, RunDefinition run, CancellationToken cancellation)
    {
        var positions = new SegmentedArray<uint>(run.Records);
        uint position = 0;
        await foreach (var entry in stored.EntriesAsync(cancellation)) positions[entry.Record] = position++;
        return positions;
    }
}
