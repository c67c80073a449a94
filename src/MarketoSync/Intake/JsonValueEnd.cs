using System.Buffers;

namespace MarketoSync.Intake;

/// <summary>
/// Finds where a JSON value ends, piece by piece, by its quotes and brackets alone. Whether the value is valid is
/// for a parser to say once it is known whole.
/// </summary>
internal struct JsonValueEnd
{
    private static readonly SearchValues<byte> Brackets = SearchValues.Create("\"{}[]"u8);
    private static readonly SearchValues<byte> Delimiters = SearchValues.Create(",]} \t\r\n"u8);

    private int _depth;
    private bool _begun;
    private bool _inString;
    private bool _escaped;

    /// <summary>A value that has no end of its own: it ends where something else begins.</summary>
    public bool IsScalar { get; private set; }

    /// <summary>The bytes of <paramref name="piece"/> up to the value's end, or -1 where it goes on behind them all.</summary>
    public int Find(ReadOnlySpan<byte> piece)
    {
        if (!_begun)
        {
            _begun = true;
            IsScalar = !"\"{["u8.Contains(piece[0]);
        }

        if (IsScalar)
            return piece.IndexOfAny(Delimiters);
        for (var at = 0; at < piece.Length;)
        {
            if (_escaped)
            {
                _escaped = false;
                at++;
                continue;
            }

            var found = _inString ? piece[at..].IndexOfAny((byte)'"', (byte)'\\') : piece[at..].IndexOfAny(Brackets);
            if (found < 0)
                return -1;
            at += found + 1;
            switch (piece[at - 1])
            {
                case (byte)'\\':
                    _escaped = true;
                    break;
                case (byte)'"':
                    _inString = !_inString;
                    break;
                case (byte)'{' or (byte)'[':
                    _depth++;
                    break;
                default:
                    _depth--;
                    break;
            }

            if (_depth <= 0 && !_inString)
                return at;
        }

        return -1;
    }
}
