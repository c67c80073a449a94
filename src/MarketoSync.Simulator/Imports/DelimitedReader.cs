using System.Text;

namespace MarketoSync.Simulator;

/// <summary>
/// Reads a delimited file row by row without a copy of it. Cells may be quoted, quotes in them are doubled; blank lines are no rows. What
/// follows a closing quote in its cell is dropped, and a quote that never closes takes the rest of the file.
/// </summary>
internal sealed class DelimitedReader
{
    private const byte Quote = (byte)'"';

    private readonly ReadOnlyMemory<byte> file;
    private readonly byte delimiter;
    private readonly List<Cell> cells = [];
    private int position;

    public DelimitedReader(ReadOnlyMemory<byte> file, byte delimiter)
    {
        (this.file, this.delimiter) = (file, delimiter);
        if (file.Span.StartsWith(Encoding.UTF8.Preamble)) position = Encoding.UTF8.Preamble.Length;
    }

    /// <summary>Cells of the row.</summary>
    public int Count => cells.Count;

    /// <summary>Bytes read so far.</summary>
    public int Position => position;

    /// <summary>Goes to the next row; false at the end of the file.</summary>
    public bool Read()
    {
        var span = file.Span;
        while (position < span.Length)
        {
            cells.Clear();
            while (ReadCell(span))
            {
            }
            if (cells is not [{ Length: 0, Quoted: false }]) return true;
        }
        cells.Clear();
        return false;
    }

    public int CountRows()
    {
        var rows = 0;
        while (Read())
            rows++;
        return rows;
    }

    /// <summary>The cell's bytes, with quotes doubled where <see cref="HasQuotes"/>.</summary>
    public ReadOnlySpan<byte> Bytes(int cell) => file.Span.Slice(cells[cell].Start, cells[cell].Length);

    public bool HasQuotes(int cell) => cells[cell].Escaped;

    public string Text(int cell)
    {
        var text = Encoding.UTF8.GetString(Bytes(cell));
        return cells[cell].Escaped ? text.Replace("\"\"", "\"", StringComparison.Ordinal) : text;
    }

    /// <returns>Whether another cell follows in the row.</returns>
    private bool ReadCell(ReadOnlySpan<byte> span)
    {
        var quoted = position < span.Length && span[position] is Quote;
        var start = quoted ? position + 1 : position;
        var escaped = false;
        if (quoted) position = EndOfQuoted(span, start, out escaped);
        var rest = span[position..].IndexOfAny(delimiter, (byte)'\n', (byte)'\r');
        var end = rest < 0 ? span.Length : position + rest;
        cells.Add(new Cell(start, (quoted ? position : end) - start, quoted, escaped));
        position = end;
        if (end == span.Length) return false;
        position += span[end..].StartsWith("\r\n"u8) ? 2 : 1;
        return span[end] == delimiter;
    }

    /// <summary>The place of the quote that closes a cell, or the end of the file.</summary>
    private static int EndOfQuoted(ReadOnlySpan<byte> span, int start, out bool escaped)
    {
        escaped = false;
        for (var at = start; ; at += 2)
        {
            var quote = span[at..].IndexOf(Quote);
            if (quote < 0) return span.Length;
            at += quote;
            if (at + 1 >= span.Length || span[at + 1] is not Quote) return at;
            escaped = true;
        }
    }

    private readonly record struct Cell(int Start, int Length, bool Quoted, bool Escaped);
}
