namespace MarketoSync.Intake;

/// <summary>Splits NDJSON into lines. Blank lines are no records. A line ends with LF or CRLF.</summary>
internal sealed class NdjsonReader(Stream source, RecordSink sink, RecordFault tooLarge, int longestLine)
{
    private readonly SourceBuffer _buffer = new(source);
    private uint _line = 1;

    public async Task<InputError?> ReadAsync(CancellationToken cancellation)
    {
        var searched = 0;
        while (await _buffer.FillAsync(cancellation))
        {
            if (_line == 1 && Utf16.Refuse(_buffer.Unread) is { } error)
                return error;
            while (TakeLines(ref searched))
                await sink.WriteOutAsync(cancellation);
            if (_buffer.Unread.Length > longestLine)
            {
                await SkipLineAsync(cancellation);
                searched = 0;
            }
        }

        if (_buffer.Unread.Length > 0)
            Take(_buffer.Unread);
        return null;
    }

    /// <summary>Takes the lines that are whole, and says whether it stopped because the sink is full.</summary>
    private bool TakeLines(ref int searched)
    {
        var unread = _buffer.Unread;
        var start = 0;
        int length;
        while ((length = unread[(start + searched)..].IndexOf((byte)'\n')) >= 0)
        {
            length += searched;
            searched = 0;
            Take(unread.Slice(start, length));
            _line++;
            start += length + 1;
            if (sink.IsFull)
                break;
        }

        if (length < 0)
            searched = unread.Length - start;
        _buffer.Advance(start);
        return length >= 0;
    }

    private void Take(ReadOnlySpan<byte> line)
    {
        if (line.Length > longestLine)
            sink.Reject(_line, tooLarge, line);
        else if (line.Length > 0 && line[0] == '{' || !RecordText.Trim(line).IsEmpty)
            sink.Accept(_line, line);
    }

    private async Task SkipLineAsync(CancellationToken cancellation)
    {
        var head = _buffer.Unread[..RejectedRecordWriter.MostRaw].ToArray();
        sink.Reject(_line, tooLarge, head);
        do
        {
            _buffer.Advance(_buffer.Unread.Length);
            if (!await _buffer.FillAsync(cancellation))
                return;
        }
        while (!_buffer.Unread.Contains((byte)'\n'));
        _buffer.Advance(_buffer.Unread.IndexOf((byte)'\n') + 1);
        _line++;
    }
}
