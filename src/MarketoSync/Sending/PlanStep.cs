using MarketoSync.Batching;
using MarketoSync.Importing;
using MarketoSync.Orchestration;
using MarketoSync.Records;
using MarketoSync.Runs;

namespace MarketoSync.Sending;

/// <summary>Cuts batches from the index of a run's stored records.</summary>
public static class PlanStep
{
    /// <summary>Batches that the whole run makes at the limits.</summary>
    public static async Task<PlanOutput> CountAsync(
        RunScope scope, uint stored, BatchLimits limits, CancellationToken cancellation)
    {
        var batches = 0;
        long bytes = 0;
        await foreach (var batch in CutAllAsync(scope, stored, new CutInput("", 0, 0, int.MaxValue, limits), cancellation))
        {
            batches++;
            bytes += batch.BodyBytes;
        }

        return new PlanOutput(stored, batches, bytes);
    }

    public static async Task<IReadOnlyList<Batch>> CutAsync(
        RunScope scope, uint stored, CutInput input, CancellationToken cancellation)
    {
        var batches = new List<Batch>();
        await foreach (var batch in CutAllAsync(scope, stored, input, cancellation)) batches.Add(batch);
        return batches;
    }

    public static async Task<IReadOnlyList<Batch>> SplitAsync(RunScope scope, SplitInput input, CancellationToken cancellation)
    {
        if (scope.Import is not null) return await ImportCutter.SplitAsync(scope, input, cancellation);

        var whole = input.Batch;
        var index = await RecordIndex.ReadAsync(scope.Folder, whole.From, whole.Count, cancellation);
        var first = BatchCutter.Half(index);
        return
        [
            BatchCutter.Make(BatchId.Part(whole.Id, 0), index, whole.From, first, input.Limits),
            BatchCutter.Make(BatchId.Part(whole.Id, 1), index.AsSpan(first), whole.From + (uint)first, whole.Count - first, input.Limits),
        ];
    }

    private static IAsyncEnumerable<Batch> CutAllAsync(RunScope scope, uint stored, CutInput input, CancellationToken cancellation) =>
        scope.Import is null ? CutByIndexAsync(scope.Folder, stored, input, cancellation) : ImportCutter.CutAsync(scope, stored, input, cancellation);

    private static async IAsyncEnumerable<Batch> CutByIndexAsync(
        IRunFolder folder,
        uint stored,
        CutInput input,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        const int Ahead = 64 * 1024;
        var position = input.From;
        for (var number = 0; number < input.MaxBatches && position < stored;)
        {
            var readAhead = (uint)Math.Min(stored - position, input.MaxBatches > Ahead ? Ahead : (long)input.MaxBatches * input.Limits.MaxRecords);
            var index = await RecordIndex.ReadAsync(folder, position, (int)Math.Min(readAhead, Ahead), cancellation);
            var used = 0;
            while (number < input.MaxBatches && used < index.Length - 1)
            {
                var count = BatchCutter.Longest(index.AsSpan(used), position, input.Limits);

                // A batch that reaches the end of what was read may be longer than that, unless there is no more.
                if (used > 0 && used + count == index.Length - 1 && position + count < stored) break;

                yield return BatchCutter.Make(BatchId.Numbered(input.FirstNumber + number), index.AsSpan(used), position, count, input.Limits);
                number++;
                used += count;
                position += (uint)count;
            }
        }
    }
}
