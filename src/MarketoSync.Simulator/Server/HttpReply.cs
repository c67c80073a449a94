using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace MarketoSync.Simulator;

/// <summary>Puts answers on the wire.</summary>
internal static class HttpReply
{
    /// <summary>Adobe: answers of 1,024 bytes and more are compressed for a caller that accepts gzip.</summary>
    private const int GzipFrom = 1024;

    public static Task Json(HttpContext http, ReadOnlyMemory<byte> body, int status = StatusCodes.Status200OK) =>
        Send(http, new Reply(body, Reply.Json, status));

    public static Task Html(HttpContext http, int status) => Send(http, new Reply(Answer.HtmlPage, "text/html", status));

    public static Task Empty(HttpContext http, int status) => Send(http, new Reply(default, null, status));

    public static async Task Send(HttpContext http, Reply reply)
    {
        http.Response.StatusCode = reply.Status;
        http.Response.ContentType = reply.ContentType;
        http.Response.ContentLength = reply.Body.Length;
        if (reply.Body.Length > 0) await http.Response.BodyWriter.WriteAsync(reply.Body);
    }

    /// <summary>The body as sent: compressed where the caller accepts that and it is worth it.</summary>
    public static ReadOnlyMemory<byte> Encode(HttpContext http, ReadOnlyMemory<byte> body)
    {
        if (body.Length < GzipFrom || !Accepts(http.Request.Headers.AcceptEncoding)) return body;
        using var packed = new MemoryStream(body.Length / 4);
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(body.Span);
        http.Response.Headers.ContentEncoding = "gzip";
        return packed.GetBuffer().AsMemory(0, (int)packed.Length);
    }

    /// <summary>Promises a whole body, sends its first half and resets the connection.</summary>
    public static async Task Truncated(HttpContext http, Reply reply)
    {
        http.Response.StatusCode = reply.Status;
        http.Response.ContentType = reply.ContentType;
        http.Response.ContentLength = reply.Body.Length;
        await http.Response.BodyWriter.WriteAsync(reply.Body[..(reply.Body.Length / 2)]);
        await http.Response.BodyWriter.FlushAsync();
        http.Abort();
    }

    private static bool Accepts(StringValues encodings) =>
        encodings.OfType<string>().SelectMany(list => list.Split(','))
            .Any(item => item.AsSpan().Trim().StartsWith("gzip", StringComparison.OrdinalIgnoreCase));
}
