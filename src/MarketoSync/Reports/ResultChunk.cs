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
        var places = new List<(int Start, int Length)>();
        var bytes = content.Span;
        var start = bytes.IndexOf((byte)'\n') + 1;
        if (start == 0) start = bytes.Length;
        while (start < bytes.Length)
        {
            var length = bytes[start..].IndexOf((byte)'\n');
            if (length < 0) length = bytes.Length - start;
            places.Add((start, length));
            start += length + 1;
        }

        return new(content, places);
    }

    public ReadOnlySpan<byte> Line(int number)
    {
        var (start, length) = _lines[number];
        return _content.Span.Slice(start, length);
    }
}
