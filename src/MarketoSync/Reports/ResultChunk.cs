using System.Buffers;

namespace MarketoSync.Reports;

/// <summary>Result lines of one batch, or of records that no batch settled.</summary>
internal sealed class ResultChunk
{
    private readonly ReadOnlyMemory<byte> _content;
    private readonly List<(int Start, int Length)> _lines;

    private ResultChunk(ReadOnlyMemory<byte> content, List<(int Start, int Length)> lines) =>
        (_content, _lines) = (content, lines);

    public int Count => _lines.Count;

    public int Bytes => _content.Length;

    public static ResultChunk OfLines(IEnumerable<byte[]> lines)
    {
        var content = new ArrayBufferWriter<byte>();
        var places = new List<(int Start, int Length)>();
        foreach (var line in lines)
        {
            places.Add((content.WrittenCount, line.Length));
            content.Write(line);
        }

        return new(content.WrittenMemory, places);
    }

    /// <summary>The lines of a batch's object, but for the first, which is its header.</summary>
    public static ResultChunk OfBatch(ReadOnlyMemory<byte> content)
    {
        var start = content.Span.IndexOf((byte)'\n') + 1;
        return OfContent(content, start == 0 ? content.Length : start);
    }

    /// <summary>Lines as they are stored.</summary>
    /// <param name="start">Where the first of them begins.</param>
    public static ResultChunk OfContent(ReadOnlyMemory<byte> content, int start = 0)
    {
        var places = new List<(int Start, int Length)>();
        var bytes = content.Span;
        while (start < bytes.Length)
        {
            var length = bytes[start..].IndexOf((byte)'\n');
            if (length < 0) length = bytes.Length - start;
            places.Add((start, length));
            start += length + 1;
        }

        return new(content, places);
    }

    /// <summary>The parts that are read at once, of so many lines each.</summary>
    public IEnumerable<(int Offset, int Length)> Pieces(int lines)
    {
        for (var first = 0; first < _lines.Count; first += lines)
        {
            var (start, length) = _lines[Math.Min(first + lines, _lines.Count) - 1];
            yield return (_lines[first].Start, start + length - _lines[first].Start);
        }
    }

    public ReadOnlySpan<byte> Line(int number)
    {
        var (start, length) = _lines[number];
        return _content.Span.Slice(start, length);
    }
}
