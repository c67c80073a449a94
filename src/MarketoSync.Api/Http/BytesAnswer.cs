using Microsoft.AspNetCore.Http;

namespace MarketoSync.Api.Http;

/// <summary>A whole answer that is at hand.</summary>
internal static class BytesAnswer
{
    public static async Task WriteAsync(HttpContext http, int status, string type, ReadOnlyMemory<byte> bytes)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = type;
        http.Response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(http.Request.Method)) await http.Response.Body.WriteAsync(bytes, http.RequestAborted);
    }
}
