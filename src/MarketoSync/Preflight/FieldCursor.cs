using System.Buffers;

namespace MarketoSync.Preflight;

/// <summary>
/// Goes through the fields of a record that is known to be valid JSON, without a look at what need not be looked at: it takes a fraction of
/// the time that a full JSON reader takes.
/// </summary>
internal ref struct FieldCursor
{
    private static readonly SearchValues<byte> s_nesting = SearchValues.Create("\"{}[]"u8);
    private static readonly SearchValues<byte> s_scalarEnds = SearchValues.Create(",} \t\r\n"u8);

    private readonly ReadOnlySpan<byte> _record;
    private int _at;

    /// <param name="record">A JSON object, with no white space around it.</param>
    public FieldCursor(ReadOnlySpan<byte> record)
    {
        _record = record;
        _at = 1;
    }

    /// <summary>The field's name as it is written, with its quotes.</summary>
    public ReadOnlySpan<byte> Quoted { get; private set; }

    /// <summary>The same without its quotes.</summary>
    public readonly ReadOnlySpan<byte> Name => Quoted[1..^1];

    /// <summary>The field's value as it is written, with its quotes.</summary>
    public ReadOnlySpan<byte> Value { get; private set; }

    public bool Next()
    {
        while (_record[_at] is (byte)',' or (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
            _at++;
        if (_record[_at] != '"')
            return false;
        var length = LengthOfString(_record[_at..]);
        Quoted = _record.Slice(_at, length);
        _at += length;
        while (_record[_at] is (byte)':' or (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
            _at++;
        var rest = _record[_at..];
        length = rest[0] switch
        {
            (byte)'"' => LengthOfString(rest),
            (byte)'{' or (byte)'[' => LengthOfNested(rest),
            _ => rest.IndexOfAny(s_scalarEnds),
        };
        Value = rest[..length];
        _at += length;
        return true;
    }

    private static int LengthOfString(ReadOnlySpan<byte> text)
    {
        var at = 1;
        while (true)
        {
            at += text[at..].IndexOfAny((byte)'"', (byte)'\\');
            if (text[at] == '"')
                return at + 1;
            at += 2;
        }
    }

    private static int LengthOfNested(ReadOnlySpan<byte> text)
    {
        var depth = 0;
        for (var at = 0; ; at++)
        {
            at += text[at..].IndexOfAny(s_nesting);
            switch (text[at])
            {
                case (byte)'"':
                    at += LengthOfString(text[at..]) - 1;
                    break;
                case (byte)'{' or (byte)'[':
                    depth++;
                    break;
                default:
                    if (--depth == 0)
                        return at + 1;
                    break;
            }
        }
    }
}
