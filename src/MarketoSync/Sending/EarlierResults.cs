using System.Runtime.CompilerServices;
using MarketoSync.Batching;
using MarketoSync.Records;
using MarketoSync.Runs;

namespace MarketoSync.Sending;

/// <summary>
/// Finds what became of the records before one that have its key. Batches are numbered in the order of positions, so few of them have to
/// be read to find the one that settled a record.
/// </summary>
public sealed class EarlierResults(IRunFolder folder)
{
    private readonly Dictionary<string, BatchLog?> _read = [];
    private ILookup<int, string>? _families;
    private List<int> _numbers = [];

    /// <param name="position">Of the nearest of those records, or <see cref="RecordIndexEntry.None"/>.</param>
    public async IAsyncEnumerable<RecordResult> BeforeAsync(uint position, [EnumeratorCancellation] CancellationToken cancellation)
    {
        while (position != RecordIndexEntry.None)
        {
            var entry = (await RecordIndex.ReadAsync(folder, position, 1, cancellation))[0];
            if (await ResultAsync(position, entry.Record, cancellation) is { } result) yield return result;
            position = entry.Previous;
        }
    }

    private async Task<RecordResult?> ResultAsync(uint position, uint record, CancellationToken cancellation)
    {
        _families ??= await ListAsync(cancellation);
        foreach (var batch in _families[await NumberAsync(position, cancellation)])
        {
            if (await ReadAsync(batch, cancellation) is { } log && log.Results.FirstOrDefault(result => result.Record == record) is { } result)
                return result;
        }

        return null;
    }

    /// <summary>A batch with all that was split from it, by number.</summary>
    private async Task<ILookup<int, string>> ListAsync(CancellationToken cancellation)
    {
        var batches = new List<string>();
        await foreach (var name in folder.ListAsync(RunFiles.Batches, cancellation)) batches.Add(name[RunFiles.Batches.Length..]);
        var families = batches.ToLookup(batch => BatchId.Number(BatchId.Ancestors(batch).LastOrDefault(batch)));
        _numbers = [.. families.Select(family => family.Key).Order()];
        return families;
    }

    /// <summary>The last number whose batch begins at the position or before.</summary>
    private async Task<int> NumberAsync(uint position, CancellationToken cancellation)
    {
        var (low, high) = (0, _numbers.Count);
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            if (await BeginAsync(_numbers[middle], cancellation) <= position)
                low = middle;
            else
                high = middle;
        }

        return _numbers.Count > 0 ? _numbers[low] : -1;
    }

    private async Task<uint> BeginAsync(int number, CancellationToken cancellation)
    {
        var begin = uint.MaxValue;
        foreach (var batch in _families![number])
        {
            if (await ReadAsync(batch, cancellation) is { } log && log.Header.From < begin) begin = log.Header.From;
        }

        return begin;
    }

    private async Task<BatchLog?> ReadAsync(string batch, CancellationToken cancellation)
    {
        if (_read.TryGetValue(batch, out var known)) return known;
        return _read[batch] = await BatchLog.ReadAsync(folder, batch, cancellation);
    }
}
