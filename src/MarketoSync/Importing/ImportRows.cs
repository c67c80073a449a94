using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace MarketoSync.Importing;

/// <summary>
/// Records as rows of a CSV file, one after the other: what the whole file takes so far is known after each. Its columns are all fields of its
/// records, in the order in which they come up; a record without one of them has a blank cell, which leaves the field as it is.
/// </summary>
/// <param name="withRowNumbers">Whether the first column holds each record's number.</param>
public sealed class ImportRows(bool withRowNumbers)
{
    /// <summary>The column of record numbers. No field of Marketo's has a name like it.</summary>
    public const string RowColumn = "marketosyncRow";

    private static readonly SearchValues<char> s_quoted = SearchValues.Create(",\"\r\n");
    private readonly Dictionary<string, int> _columns = [];
    private readonly List<string> _names = [];
    private long _cells;
    private long _header = withRowNumbers ? Cell(RowColumn).Length + 1 : 0;
    private int _rows;
    private int _next;

    public IReadOnlyList<string> Columns => _names;

    /// <summary>UTF-8 bytes of the file: header, cells, commas and line ends.</summary>
    public long Bytes => _header + _cells + (long)(_rows + 1) * Math.Max(_names.Count, 1);

    /// <summary>The most that a record can take of a file with all columns so far, and of its header.</summary>
    public long Measure(uint number, ReadOnlySpan<byte> record)
    {
        var (cells, header) = Count(record);
        _header += header;
        return cells + header + _names.Count + NumberCell(number);
    }

    /// <summary>Counts a record in.</summary>
    /// <returns>What <see cref="Bytes"/> would be; the record is counted in only if that is no more than <paramref name="most"/>.</returns>
    public long TryAdd(uint number, ReadOnlySpan<byte> record, long most)
    {
        var columns = _names.Count;
        var (cells, header) = Count(record);
        cells += NumberCell(number);
        header += _header;

        // A comma between two cells and a line's end make one byte for each cell.
        var bytes = header + _cells + cells + (long)(_rows + 2) * Math.Max(_names.Count, 1);
        if (bytes > most && _rows > 0)
        {
            for (var column = _names.Count - 1; column >= columns; column--)
            {
                _columns.Remove(_names[column]);
                _names.RemoveAt(column);
            }

            return bytes;
        }

        (_header, _cells) = (header, _cells + cells);
        _rows++;
        return bytes;
    }

    /// <summary>Writes the file of records that were counted in.</summary>
    public void Write(Stream file, IEnumerable<(uint Number, ReadOnlyMemory<byte> Record)> records)
    {
        using var text = new StreamWriter(file, new UTF8Encoding(false), leaveOpen: true);
        text.Write(string.Join(',', (withRowNumbers ? [RowColumn] : Array.Empty<string>()).Concat(_names.Select(Cell))));
        text.Write('\n');
        var cells = new string[_names.Count];
        foreach (var (number, record) in records)
        {
            Read(record.Span, cells);
            for (var cell = 0; cell < cells.Length; cell++) cells[cell] = Cell(cells[cell]);
            if (withRowNumbers) text.Write(string.Create(CultureInfo.InvariantCulture, $"{number},"));
            text.Write(string.Join(',', cells));
            text.Write('\n');
        }
    }

    /// <summary>A record's values by column.</summary>
    /// <param name="cells">One for each of <see cref="Columns"/>.</param>
    public void Read(ReadOnlySpan<byte> record, Span<string> cells)
    {
        cells.Fill("");
        _next = 0;
        var reader = new Utf8JsonReader(record);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var column = Column(ref reader);
            reader.Read();
            cells[column] = Text(ref reader);
            reader.Skip();
        }
    }

    /// <summary>Bytes of a record's cells, without commas, and of the columns that it is the first to have.</summary>
    private (long Cells, long Header) Count(ReadOnlySpan<byte> record)
    {
        long cells = 0, header = 0;
        var reader = new Utf8JsonReader(record);
        reader.Read();
        _next = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (Column(ref reader) == _names.Count)
            {
                var name = reader.GetString()!;
                _columns.Add(name, _names.Count);
                _names.Add(name);
                header += Encoding.UTF8.GetByteCount(Cell(name));
            }

            reader.Read();
            cells += Length(ref reader);
            reader.Skip();
        }

        return (cells, header);
    }

    /// <summary>The column of the property that the reader is at: most records have the same fields in the same order.</summary>
    private int Column(ref Utf8JsonReader reader)
    {
        var column = _next < _names.Count && reader.ValueTextEquals(_names[_next])
            ? _next
            : _columns.GetValueOrDefault(reader.GetString()!, _names.Count);
        _next = column + 1;
        return column;
    }

    private static int Length(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String) return Text(ref reader).Length;
        return reader.ValueIsEscaped || reader.ValueSpan.ContainsAny(",\"\r\n"u8)
            ? Encoding.UTF8.GetByteCount(Cell(reader.GetString()!))
            : reader.ValueSpan.Length;
    }

    private static string Text(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString()!,
        JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False => Encoding.UTF8.GetString(reader.ValueSpan),
        _ => "",
    };

    private static string Cell(string value) =>
        value.AsSpan().ContainsAny(s_quoted)
            ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : value;

    /// <summary>The number and the comma behind it.</summary>
    private int NumberCell(uint number) => withRowNumbers ? Digits(number) + 1 : 0;

    private static int Digits(uint number)
    {
        var digits = 1;
        while ((number /= 10) > 0) digits++;
        return digits;
    }
}
