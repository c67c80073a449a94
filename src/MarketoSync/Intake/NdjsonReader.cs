namespace MarketoSync.Intake;

/// <summary>Splits NDJSON into lines. Blank lines are no records. A line ends with LF or CRLF.</summary>
internal sealed class NdjsonReader(Stream source, RecordSink sink, RecordFault tooLarge, int longestLine)
{
    private readonly SourceBuffer _buffer = new(source);
    private uint _line = 1;

    // Bytes of what is unread that hold no end of a line.
    private int _searched;

    public async Task<InputError?> ReadAsync(CancellationToken cancellation)
    {
        while (await _buffer.FillAsync(cancellation))
        {
            if (_line == 1 && Utf16.Refuse(_buffer.Unread) is { } error)
                return error;
            await TakeLinesAsync(cancellation);
            while (_buffer.Unread.Length > longestLine)
            {
                // What held the end of it may hold whole lines behind it, and there may be no more to read.
                await SkipLineAsync(cancellation);
                await TakeLinesAsync(cancellation);
            }
        }

        if (_buffer.Unread.Length > 0)
            Take(_buffer.Unread);
        return null;
    }

    private async ValueTask TakeLinesAsync(CancellationToken cancellation)
    {
        while (TakeLines())
            await sink.WriteOutAsync(cancellation);
    }

    /// <summary>Takes the lines that are whole, and says whether it stopped because the sink is full.</summary>
    private bool TakeLines()
    {
        var unread = _buffer.Unread;
        var start = 0;
        int length;
        while ((length = unread[(start + _searched)..].IndexOf((byte)'\n')) >= 0)
        {
            length += _searched;
            _searched = 0;
            Take(unread.Slice(start, length));
            _line++;
            start += length + 1;
            if (sink.IsFull)
                break;
        }

        if (length < 0)
            _searched = unread.Length - start;
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
        _searched = 0;
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
