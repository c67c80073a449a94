using System.IO.Pipelines;
using System.Text.Unicode;
using CsvHelper;

namespace MarketoSync.Intake;

/// <summary>
/// Reads CSV as RFC 4180 has it: quotes, line breaks in cells, CRLF or LF; UTF-8, or UTF-16 with a byte order mark.
/// The header row names the fields. Cells are separated by commas; by semicolons or tabs only where the header has
/// no comma.
/// </summary>
/// <remarks>
/// An empty cell leaves its field out, so that Marketo keeps what it has. The cell <c>NULL</c>, quoted or not, is a
/// JSON null, which clears the field. Any other cell is a JSON string as it is written. A column <c>name:number</c>
/// or <c>name:boolean</c> holds such values, and in <c>name:string</c> even <c>NULL</c> is text. A row whose cells
/// are all empty is no record, like a blank line: spreadsheets leave such rows at the end.
/// </remarks>
internal sealed class CsvSource(Stream source, RecordSink sink, int longestRecord)
{
    // A row beyond this cannot be held, and is hardly one: a quote opened and never closed.
    private readonly int _longestRow = Math.Max(longestRecord, 16 * 1024 * 1024);

    private CsvMalformedReason? _malformed;

    public async Task<InputError?> ReadAsync(CancellationToken cancellation)
    {
        var pipe = PipeReader.Create(source, new StreamPipeReaderOptions(bufferSize: 256 * 1024, leaveOpen: true));
        var options = new CsvReaderOptions
        {
            HasHeader = false,
            Separator = await CsvHeader.SeparatorAsync(pipe, cancellation),
            TrimWhitespace = false,
            TrackLineNumbers = true,
            DetectSeparatorHint = false,
            MaxRecordSize = _longestRow,
            BufferSize = 256 * 1024,
            OnMalformedRecord = record => _malformed = record.Reason,
        };
        await using var rows = CsvReader.Create(pipe.AsStream(), options);
        try
        {
            if (!await rows.ReadAsync(cancellation))
                return null;
            if (CsvHeader.Read(rows, _malformed, out var columns) is { } error)
                return error;
            foreach (var column in columns)
                sink.Meet(column.Name);
            return await ReadRowsAsync(rows, columns, cancellation);
        }
        catch (CsvFormatException fault)
        {
            return TooLong((uint)fault.LineNumber);
        }
    }

    private async Task<InputError?> ReadRowsAsync(CsvReader rows, CsvColumn[] columns, CancellationToken cancellation)
    {
        using var text = new CsvRowText();
        while (await rows.ReadAsync(cancellation))
        {
            var line = (uint)rows.LineNumber;
            var raw = rows.RawRecord;
            if (raw.Length > _longestRow)
                return TooLong(line);
            if (_malformed is null && IsBlank(rows))
                continue;
            var fault = Check(rows, columns.Length) ?? text.Write(rows, columns) ?? sink.Offer(line, text.Text);
            if (fault is not null)
                sink.Reject(line, fault, raw);
            _malformed = null;
            if (sink.IsFull)
                await sink.WriteOutAsync(cancellation);
        }

        return null;
    }

    private RecordFault? Check(CsvReader row, int columns)
    {
        if (!Utf8.IsValid(row.RawRecord))
            return RecordFaults.InvalidUtf8;
        return _malformed switch
        {
            CsvMalformedReason.UnterminatedQuote => RecordFaults.OpenQuote,
            CsvMalformedReason.TextAfterClosingQuote => RecordFaults.TextAfterQuote,
            not null => RecordFaults.StrayQuote,
            null => row.FieldCount == columns ? null : RecordFaults.RaggedRow(row.FieldCount, columns),
        };
    }

    private static bool IsBlank(CsvReader row)
    {
        for (var i = 0; i < row.FieldCount; i++)
        {
            if (row.FieldCount == 1 ? row.GetSpan(i).ContainsAnyExcept(" \t"u8) : !row.GetSpan(i).IsEmpty)
                return false;
        }

        return true;
    }

    private InputError TooLong(uint line) => new(
        line,
        $"The row that begins here is longer than {_longestRow} bytes. Most likely a quote opens in it and never closes. Nothing was taken from the file.");
}
