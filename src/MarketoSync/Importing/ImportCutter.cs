using System.Runtime.CompilerServices;
using MarketoSync.Batching;
using MarketoSync.Orchestration;
using MarketoSync.Records;
using MarketoSync.Sending;

namespace MarketoSync.Importing;

/// <summary>Cuts the files of an import by the bytes that they really take, which only the records themselves tell.</summary>
public static class ImportCutter
{
    /// <summary>Records read at a time.</summary>
    private const uint Ahead = 8 * 1024;

    public static async IAsyncEnumerable<Batch> CutAsync(
        RunScope scope, uint stored, CutInput input, [EnumeratorCancellation] CancellationToken cancellation)
    {
        ImportDraft? draft = null;
        var number = 0;
        for (var position = input.From; position < stored;)
        {
            var records = await ReadAsync(scope, position, stored, cancellation);
            for (var place = 0; place < records.Count; place++, position++)
            {
                var (entry, record) = (records.Entry(place), records.Record(place));
                if (draft is not null && !draft.TryAdd(entry, record.Span))
                {
                    yield return draft.Batch(BatchId.Numbered(input.FirstNumber + number));
                    if (++number == input.MaxBatches) yield break;
                    draft = null;
                }

                if (draft is null)
                {
                    draft = new ImportDraft(position, entry, scope.NewRows(), input.Limits);
                    draft.TryAdd(entry, record.Span);
                }
            }
        }

        if (draft is not null) yield return draft.Batch(BatchId.Numbered(input.FirstNumber + number));
    }

    /// <summary>The two halves of a file.</summary>
    public static async Task<IReadOnlyList<Batch>> SplitAsync(RunScope scope, SplitInput input, CancellationToken cancellation)
    {
        var whole = input.Batch;
        var index = await RecordIndex.ReadAsync(scope.Folder, whole.From, whole.Count, cancellation);
        var middle = whole.From + (uint)BatchCutter.Half(index);
        return
        [
            await MeasureAsync(scope, new PositionRange(whole.From, middle), BatchId.Part(whole.Id, 0), input.Limits, cancellation),
            await MeasureAsync(scope, new PositionRange(middle, whole.To), BatchId.Part(whole.Id, 1), input.Limits, cancellation),
        ];
    }

    private static async Task<Batch> MeasureAsync(
        RunScope scope, PositionRange range, string id, BatchLimits limits, CancellationToken cancellation)
    {
        ImportDraft? draft = null;
        for (var position = range.From; position < range.To;)
        {
            var records = await ReadAsync(scope, position, range.To, cancellation);
            draft ??= new ImportDraft(position, records.Entry(0), scope.NewRows(), limits with { MaxBytes = long.MaxValue });
            for (var place = 0; place < records.Count; place++, position++) draft.TryAdd(records.Entry(place), records.Record(place).Span);
        }

        return draft!.Batch(id);
    }

    private static Task<StoredRecords> ReadAsync(RunScope scope, uint from, uint end, CancellationToken cancellation) =>
        StoredRecords.ReadAsync(scope.Folder, new PositionRange(from, Math.Min(end, from + Ahead)), cancellation);
}
