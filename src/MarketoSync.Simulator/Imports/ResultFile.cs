using System.Buffers;
using System.Text;

namespace MarketoSync.Simulator;

/// <summary>The rows of an import that failed or were written with a warning, as they are handed out: as sent, and the reason.</summary>
internal sealed class ResultFile(byte delimiter, bool keepTrailingBlankCells)
{
    private readonly ArrayBufferWriter<byte> lines = new();

    public int Rows { get; private set; }

    public void Add(DelimitedReader row, string reason)
    {
        var cells = row.Count;
        while (!keepTrailingBlankCells && cells > 0 && row.Bytes(cells - 1).IsEmpty)
            cells--;
        WriteLine(lines, row, cells, reason);
        Rows++;
    }

    /// <summary>Empty where there is no row.</summary>
    /// <param name="header">The header row as sent.</param>
    public ReadOnlyMemory<byte> ToFile(ReadOnlyMemory<byte> header, string reasonColumn)
    {
        if (Rows == 0) return default;
        var file = new ArrayBufferWriter<byte>(lines.WrittenCount + header.Length + 64);
        var names = new DelimitedReader(header, delimiter);
        names.Read();
        WriteLine(file, names, names.Count, reasonColumn);
        file.Write(lines.WrittenSpan);
        return file.WrittenMemory;
    }

    private void WriteLine(ArrayBufferWriter<byte> to, DelimitedReader row, int cells, string last)
    {
        for (var cell = 0; cell < cells; cell++)
        {
            WriteCell(to, row.Bytes(cell), row.HasQuotes(cell));
            to.Write([delimiter]);
        }
        var text = Encoding.UTF8.GetBytes(last.Replace("\"", "\"\"", StringComparison.Ordinal));
        WriteCell(to, text, text.AsSpan().Contains((byte)'"'));
        to.Write("\n"u8);
    }

    private void WriteCell(ArrayBufferWriter<byte> to, ReadOnlySpan<byte> bytes, bool hasQuotes)
    {
        var quoted = hasQuotes || bytes.IndexOfAny(delimiter, (byte)'\n', (byte)'\r') >= 0;
        if (quoted) to.Write("\""u8);
        to.Write(bytes);
        if (quoted) to.Write("\""u8);
    }
}
