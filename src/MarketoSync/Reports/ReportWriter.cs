using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using MarketoSync.Records;
using MarketoSync.Runs;

namespace MarketoSync.Reports;

/// <summary>
/// Puts a run's stored results together: <c>results.ndjson</c> with each input record exactly once and in input order,
/// and <c>report.json</c>. Repeating it gives the same files.
/// </summary>
public static class ReportWriter
{
    private const int FlushBytes = 1 << 18;

    /// <summary>Streams the results twice: memory is eight bytes a record and a fixed rest.</summary>
    /// <exception cref="InvalidDataException">
    /// The run's storage contradicts itself: a record has two results, or none and no place among the stored or rejected ones.
    /// Nothing that a report could say would be true then.
    /// </exception>
    public static async Task<Report> WriteAsync(
        IRunFolder folder, RunDefinition run, ReportInput input, CancellationToken cancellation)
    {
        var places = new SegmentedArray<ulong>(run.Records);
        var pieces = await PlaceBatchesAsync(folder, places, cancellation);
        await PlaceUnsettledAsync(folder, run, pieces.Count, places, cancellation);

        var keys = run.Keys();
        var summary = new ReportSummary();
        var chunks = new ResultChunks(folder, run, input, pieces);
        await using (var rejected = await RejectedLines.OpenAsync(folder, cancellation))
        await using (var results = await folder.CreateAsync(RunFiles.Results, cancellation))
        {
            using var whole = new WholeOrNothing(results);
            var output = PipeWriter.Create(results, new StreamPipeWriterOptions(minimumBufferSize: 1 << 16, leaveOpen: true));
            for (long record = 0; record < run.Records; record++)
            {
                var packed = places[record];
                var isRejected = rejected.Next?.Record == record;
                if (isRejected != (packed == ResultPlace.Nowhere)) throw Contradiction(record, isRejected ? "two results" : "no result");

                if (isRejected)
                {
                    Write(output, summary, record, RejectedResult((await rejected.TakeAsync(record))!, keys));
                }
                else
                {
                    var place = ResultPlace.Unpack(packed);
                    var chunk = chunks.Recent(place.Chunk) ?? await chunks.ReadAsync(place.Chunk, cancellation);
                    Write(output, summary, record, chunk.Line(place.Line));
                }

                if (output.UnflushedBytes >= FlushBytes) await output.FlushAsync(cancellation);
            }

            if (rejected.Next is { } surplus) throw Contradiction(surplus.Record, "a second or an unordered rejection");
            await output.CompleteAsync();
            whole.IsWhole = true;
        }

        if (summary.Total != run.Records)
            throw new InvalidDataException($"The report would hold {summary.Total} of {run.Records} records.");

        var report = summary.ToReport(run, input);
        await ReportFile.WriteAsync(folder, report, cancellation);
        return report;
    }

    private static async Task<List<ResultPiece>> PlaceBatchesAsync(
        IRunFolder folder, SegmentedArray<ulong> places, CancellationToken cancellation)
    {
        var pieces = new List<ResultPiece>();
        await foreach (var name in folder.ListAsync(RunFiles.Batches, cancellation))
        {
            var chunk = await ResultChunks.ReadBatchAsync(folder, name, cancellation);
            for (var line = 0; line < chunk.Count; line++)
                Place(places, ResultLine.RecordNumber(chunk.Line(line)), new(pieces.Count + line / ResultPiece.MostLines, line % ResultPiece.MostLines));
            pieces.AddRange(chunk.Pieces(ResultPiece.MostLines).Select(piece => new ResultPiece(name, piece.Offset, piece.Length)));
        }

        return pieces;
    }

    private static async Task PlaceUnsettledAsync(
        IRunFolder folder, RunDefinition run, int pieces, SegmentedArray<ulong> places, CancellationToken cancellation)
    {
        long position = 0;
        await foreach (var entry in new StoredBlocks(folder, run.Stored).EntriesAsync(cancellation))
        {
            if (entry.Record >= places.Length || places[entry.Record] == ResultPlace.Nowhere)
                Place(places, entry.Record, ResultChunks.Unsettled(pieces, position));
            position++;
        }
    }

    private static void Place(SegmentedArray<ulong> places, long record, ResultPlace place)
    {
        if (record < 0 || record >= places.Length) throw Contradiction(record, "a result and is not in the input");

        ref var known = ref places[record];
        if (known != ResultPlace.Nowhere) throw Contradiction(record, "two results");
        known = place.Packed();
    }

    private static byte[] RejectedResult(RejectedRecord rejected, IReadOnlyList<string> keys) => ResultLine.Write(new(
        rejected.Record,
        rejected.Line,
        rejected.Json is null ? null : KeyReader.Read(Encoding.UTF8.GetBytes(rejected.Json), keys),
        RecordStatus.Rejected,
        Reasons: [new(rejected.Code, rejected.Message), .. rejected.More ?? []]));

    private static void Write(PipeWriter output, ReportSummary summary, long record, ReadOnlySpan<byte> line)
    {
        summary.Add(record, line);
        output.Write(line);
        output.Write("\n"u8);
    }

    private static InvalidDataException Contradiction(long record, string what) =>
        new($"The run's storage contradicts itself: record {record} has {what}.");
}
