using MarketoSync.Batching;
using MarketoSync.Records;
using MarketoSync.Recovery;
using MarketoSync.Runs;

namespace MarketoSync.Sending;

/// <summary>The records of a batch that have no result yet.</summary>
/// <param name="Places">Their places in the range.</param>
public sealed record OpenRecords(StoredRecords Range, IReadOnlyList<int> Places)
{
    public static async Task<OpenRecords> ReadAsync(
        RunScope scope, OpenBatch open, BatchLog? log, CancellationToken cancellation)
    {
        var range = await StoredRecords.ReadAsync(scope.Folder, new PositionRange(open.Batch.From, open.Batch.To), cancellation);
        var settled = new HashSet<long>(log?.Results.Select(result => result.Record) ?? []);

        // Always, for only storage knows it all: a step that was cut off after it stored results tells of none when it is taken again.
        foreach (var ancestor in BatchId.Ancestors(open.Batch.Id))
        {
            if (await BatchLog.ReadAsync(scope.Folder, ancestor, cancellation) is { } whole)
                settled.UnionWith(whole.Results.Select(result => result.Record));
        }

        return new OpenRecords(range, [.. Enumerable.Range(0, range.Count).Where(place => !settled.Contains(range.Entry(place).Record))]);
    }

    /// <summary>Their bytes, each with its new line.</summary>
    public ReadOnlySpan<byte> Bytes()
    {
        if (Places.Count == Range.Count) return Range.Bytes;

        var bytes = new MemoryStream();
        foreach (var place in Places) bytes.Write(Range.Line(place).Span);
        return bytes.GetBuffer().AsSpan(0, (int)bytes.Length);
    }

    /// <summary>Those of the numbers whose key no earlier record of the run left as wanted.</summary>
    public async Task<IReadOnlySet<long>> FirstOfTheirKeysAsync(RunScope scope, IReadOnlySet<long> numbers, CancellationToken cancellation)
    {
        var earlier = new EarlierResults(scope.Folder);
        var first = new HashSet<long>();
        foreach (var entry in Places.Select(Range.Entry).Where(entry => numbers.Contains(entry.Record)))
        {
            if (!await earlier.BeforeAsync(entry.Previous, cancellation).AnyAsync(result => result.Status.GotIn(), cancellation)) first.Add(entry.Record);
        }

        return first;
    }

    /// <summary>The result of one of them.</summary>
    public RecordResult Result(
        int place, RunScope scope, OpenBatch open, RecordStatus status, string? id = null, IReadOnlyList<Reason>? reasons = null)
    {
        var entry = Range.Entry(place);
        return new RecordResult(entry.Record, entry.Line, scope.KeyOf(Range.Record(place)), status, id, reasons, open.Batch.Id);
    }
}
