using MarketoSync.Marketo;
using MarketoSync.Records;
using MarketoSync.Runs;

namespace MarketoSync.Reports;

/// <summary>The result lines of a run by chunk: batches as they are stored, and what stands for records that none settled.</summary>
internal sealed class ResultChunks(IRunFolder folder, RunDefinition run, ReportInput input, IReadOnlyList<ResultPiece> pieces)
{
    // A chunk for each wave that records of the same key are spread over, without chunks growing old in memory.
    private const long MaxBytes = 8 << 20;

    private static readonly Reason s_noAnswer = new(
        FaultCodes.NoAnswer, "The record was sent, Marketo gave no usable answer, and what happened could not be established.");

    private static readonly Reason s_importing = new(
        FaultCodes.ImportUnderWay, "The record is in a file that Marketo has taken, and the import was not over when the run ended or stopped.");

    private readonly RecentlyUsed<ResultChunk> _recent = new(MaxBytes);
    private readonly StoredBlocks _stored = new(folder, run.Stored);
    private readonly PositionRange[] _unsure = [.. input.Unsure.OrderBy(range => range.From)];
    private readonly PositionRange[] _importing = [.. (input.Importing ?? []).OrderBy(range => range.From)];
    private readonly Reason _notSent = new("not-sent", input.StopReason ?? "The run ended before this record was sent.");

    /// <summary>The place of a stored record that no batch settled.</summary>
    public static ResultPlace Unsettled(int pieces, long position) =>
        new(pieces + position / StoredBlocks.BlockLength, (int)(position % StoredBlocks.BlockLength));

    public ResultChunk? Recent(long chunk) => _recent.Find(chunk);

    public async Task<ResultChunk> ReadAsync(long chunk, CancellationToken cancellation)
    {
        var read = chunk < pieces.Count
            ? await ReadPieceAsync(pieces[(int)chunk], cancellation)
            : await MakeUnsettledAsync(chunk - pieces.Count, cancellation);
        return _recent.Add(chunk, read, read.Bytes);
    }

    public static async Task<ResultChunk> ReadBatchAsync(IRunFolder folder, string name, CancellationToken cancellation) =>
        ResultChunk.OfBatch(await folder.ReadAsync(name, cancellation)
            ?? throw new InvalidDataException($"The run's storage contradicts itself: {name} is listed and cannot be read."));

    private async Task<ResultChunk> ReadPieceAsync(ResultPiece piece, CancellationToken cancellation)
    {
        var content = new byte[piece.Length];
        await folder.ReadExactlyAsync(piece.Batch, piece.Offset, content, cancellation);
        return ResultChunk.OfContent(content);
    }

    private async Task<ResultChunk> MakeUnsettledAsync(long block, CancellationToken cancellation)
    {
        var stored = await _stored.ReadBlockAsync(block, cancellation);
        return ResultChunk.OfLines(Enumerable.Range(0, stored.Count).Select(number =>
        {
            var position = block * StoredBlocks.BlockLength + number;
            var unsure = IsIn(_unsure, position);
            return ResultLine.Write(new(
                stored.Entry(number).Record,
                stored.Entry(number).Line,
                KeyReader.Read(stored.Record(number).Span, run.Keys()),
                unsure ? RecordStatus.Unknown : RecordStatus.NotSent,
                Reasons: [IsIn(_importing, position) ? s_importing : unsure ? s_noAnswer : _notSent]));
        }));
    }

    private static bool IsIn(PositionRange[] ranges, long position)
    {
        var (low, high) = (0, ranges.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (ranges[middle].From <= position) low = middle + 1;
            else high = middle;
        }

        return low > 0 && position < ranges[low - 1].To;
    }
}
