using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace MarketoSync.Simulator;

internal static class BodyReader
{
    /// <summary>
    /// Reads the whole body, and a body that is too large to its end as well, so that the caller has finished sending and
    /// will see the 413.
    /// </summary>
    /// <returns>Null for a body of more than <paramref name="limit"/> bytes; 0 or less is no limit.</returns>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpRequest request, long limit)
    {
        var buffer = new ArrayBufferWriter<byte>(Math.Max(256, (int)Math.Min(request.ContentLength ?? 0, limit > 0 ? limit : int.MaxValue)));
        var tooLarge = false;
        while (true)
        {
            var read = await request.BodyReader.ReadAsync();
            foreach (var part in read.Buffer)
            {
                tooLarge |= limit > 0 && buffer.WrittenCount + part.Length > limit;
                if (!tooLarge) buffer.Write(part.Span);
            }
            request.BodyReader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted) return tooLarge ? (ReadOnlyMemory<byte>?)null : buffer.WrittenMemory;
        }
    }
}
