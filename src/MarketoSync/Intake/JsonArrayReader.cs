using System.Text.Json;

namespace MarketoSync.Intake;

/// <summary>
/// Splits a JSON array into its elements. The array is the whole source, or stands in an object as <c>records</c>,
/// whose other properties do not matter. Past a syntax error nothing can be trusted to be split right, so that is
/// an <see cref="InputError"/>.
/// </summary>
internal sealed class JsonArrayReader(Stream source, RecordSink sink, RecordFault tooLarge, int longestValue)
{
    private const int EndOfSource = -1;

    private readonly SourceBuffer _buffer = new(source);
    private uint _line = 1;

    // The value that was read last: its length at the start of the buffer, or what is left of one that is too large.
    private int _length;
    private byte[]? _tooLarge;
    private uint _skippedLines;

    public async Task<InputError?> ReadAsync(CancellationToken cancellation)
    {
        var first = await PeekAsync(cancellation);
        if (first == EndOfSource)
            return null;
        if (Utf16.Refuse(_buffer.Unread) is { } refused)
            return refused;
        var error = first switch
        {
            '[' => await ReadElementsAsync(cancellation),
            '{' => await ReadObjectAsync(cancellation),
            _ => Error("The file is neither a JSON array of records nor an object with such an array as \"records\"."),
        };
        if (error is not null || await PeekAsync(cancellation) == EndOfSource)
            return error;
        return Error("Text follows the end of the JSON. One record a line, without an array, is the format ndjson.");
    }

    private async Task<InputError?> ReadObjectAsync(CancellationToken cancellation)
    {
        var found = false;
        for (var opener = '{'; ; opener = ',')
        {
            Skip(opener);
            var next = await PeekAsync(cancellation);
            if (next == '}' && opener == '{')
                break;
            if (next != '"')
                return Broken("a property name");
            if (!await ReadValueAsync(cancellation) || _tooLarge is not null || !IsValid())
                return Broken("a property name");
            var isRecords = _buffer.Unread[.._length].SequenceEqual("\"records\""u8);
            TakeValue();
            if (await PeekAsync(cancellation) != ':')
                return Broken("a colon");
            Skip(':');
            next = await PeekAsync(cancellation);
            if (isRecords && (next != '[' || found))
                return Error("\"records\" must be one array of records.");
            found |= isRecords;
            if ((isRecords ? await ReadElementsAsync(cancellation) : await IgnoreValueAsync(cancellation)) is { } error)
                return error;
            next = await PeekAsync(cancellation);
            if (next == '}')
                break;
            if (next != ',')
                return Broken("a comma or the end of the object");
        }

        Skip('}');
        return found ? null : Error("The object has no \"records\": a JSON source is an array of records or an object with such an array as \"records\".");
    }

    private async Task<InputError?> ReadElementsAsync(CancellationToken cancellation)
    {
        for (var opener = '['; ; opener = ',')
        {
            Skip(opener);
            var next = await PeekAsync(cancellation);
            if (next == ']' && opener == '[')
                break;
            if (next is EndOfSource or ']' or ',' or '}' or ':')
                return Broken("a record");
            if (!await ReadValueAsync(cancellation))
                return Broken("the end of the record that begins here");
            if (_tooLarge is not null)
                sink.Reject(_line, tooLarge, _tooLarge);
            else if (TakeElement() is { } error)
                return error;
            TakeValue();
            if (sink.IsFull)
                await sink.WriteOutAsync(cancellation);
            next = await PeekAsync(cancellation);
            if (next == ']')
                break;
            if (next != ',')
                return Broken("a comma or the end of the array");
        }

        Skip(']');
        return null;
    }

    private InputError? TakeElement()
    {
        var element = _buffer.Unread[.._length];
        if (element.Length > longestValue)
        {
            sink.Reject(_line, tooLarge, element);
            return null;
        }

        var fault = sink.Offer(_line, element);
        if (fault?.Code == RejectionCodes.MalformedJson)
            return new((uint)(_line + fault.Line), $"The JSON is broken. {fault.Message} Nothing was taken from the file, since what follows cannot be told apart with certainty.");
        if (fault is not null)
            sink.Reject(_line, fault, element);
        return null;
    }

    private async Task<InputError?> IgnoreValueAsync(CancellationToken cancellation)
    {
        if (await PeekAsync(cancellation) is EndOfSource or ',' or '}' || !await ReadValueAsync(cancellation) || (_tooLarge is null && !IsValid()))
            return Broken("a value");
        TakeValue();
        return null;
    }

    private bool IsValid()
    {
        try
        {
            var reader = new Utf8JsonReader(_buffer.Unread[.._length]);
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Skips white space up to the next byte, which is in the buffer then.</summary>
    private async ValueTask<int> PeekAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var unread = _buffer.Unread;
            var blanks = unread.IndexOfAnyExcept(" \t\r\n"u8);
            var skipped = unread[..(blanks < 0 ? unread.Length : blanks)];
            _line += (uint)skipped.Count((byte)'\n');
            _buffer.Advance(skipped.Length);
            if (blanks >= 0)
                return _buffer.Unread[0];
            if (!await _buffer.FillAsync(cancellation))
                return EndOfSource;
        }
    }

    /// <summary>Reads the value that begins at the start of the buffer, or says that the source ends before it does.</summary>
    private async ValueTask<bool> ReadValueAsync(CancellationToken cancellation)
    {
        var end = default(JsonValueEnd);
        var searched = 0;
        _tooLarge = null;
        while (true)
        {
            var found = end.Find(_buffer.Unread[searched..]);
            if (found >= 0)
            {
                _length = searched + found;
                return true;
            }

            searched = _buffer.Unread.Length;
            if (searched > longestValue)
            {
                _tooLarge ??= _buffer.Unread[..RejectedRecordWriter.MostRaw].ToArray();
                _skippedLines += (uint)_buffer.Unread.Count((byte)'\n');
                _buffer.Advance(searched);
                searched = 0;
            }

            if (await _buffer.FillAsync(cancellation))
                continue;
            _length = searched;
            return end.IsScalar;
        }
    }

    private void TakeValue()
    {
        _line += _skippedLines + (uint)_buffer.Unread[.._length].Count((byte)'\n');
        _skippedLines = 0;
        _buffer.Advance(_length);
    }

    private void Skip(char expected)
    {
        System.Diagnostics.Debug.Assert(_buffer.Unread[0] == expected);
        _buffer.Advance(1);
    }

    private InputError Broken(string missing) => Error($"The JSON is broken: {missing} is missing. Nothing was taken from the file.");

    private InputError Error(string text) => new(_line, text);
}
