using System.Text;
using Microsoft.Net.Http.Headers;

namespace MarketoSync.Simulator;

/// <summary>A <c>multipart/form-data</c> body: its file, which is no copy, and its other fields.</summary>
internal sealed record MultipartForm(ReadOnlyMemory<byte> File, IReadOnlyDictionary<string, string> Fields)
{
    /// <summary>Null for a body without a boundary, an end, good headers in each part, or a part named <c>file</c> with a file name.</summary>
    public static MultipartForm? Read(string contentType, ReadOnlyMemory<byte> body)
    {
        if (!MediaTypeHeaderValue.TryParse(contentType, out var type)) return null;
        if (HeaderUtilities.RemoveQuotes(type.Boundary) is not { Length: > 0 } boundary) return null;
        ReadOnlyMemory<byte>? file = null;
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        var mark = Encoding.Latin1.GetBytes($"\r\n--{boundary}");
        if (!body.Span.StartsWith(mark.AsSpan(2))) return null;
        var rest = body[(mark.Length - 2)..];
        while (!rest.Span.StartsWith("--"u8))
        {
            var end = rest.Span.IndexOf(mark);
            if (!rest.Span.StartsWith("\r\n"u8) || end < 0) return null;
            if (Part(rest[2..Math.Max(2, end)]) is not var (disposition, content)) return null;
            var name = HeaderUtilities.RemoveQuotes(disposition.Name).ToString();
            if (name is "file" && disposition.IsFileDisposition()) file = content;
            else fields[name] = Encoding.UTF8.GetString(content.Span);
            rest = rest[(end + mark.Length)..];
        }
        return file is { } found ? new MultipartForm(found, fields) : null;
    }

    private static (ContentDispositionHeaderValue Disposition, ReadOnlyMemory<byte> Content)? Part(ReadOnlyMemory<byte> part)
    {
        var end = part.Span.IndexOf("\r\n\r\n"u8);
        if (end < 0) return null;
        foreach (var line in Encoding.UTF8.GetString(part.Span[..end]).Split("\r\n"))
        {
            const string name = "Content-Disposition:";
            if (!line.StartsWith(name, StringComparison.OrdinalIgnoreCase)) continue;
            if (ContentDispositionHeaderValue.TryParse(line[name.Length..], out var value)) return (value, part[(end + 4)..]);
        }
        return null;
    }
}
