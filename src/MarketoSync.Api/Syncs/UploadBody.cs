using System.Text.Json;
using MarketoSync.Api.Http;

namespace MarketoSync.Api.Syncs;

/// <summary>
/// Tells, by the start of a JSON body, whether it holds records or names a file in the inbox. It names a file if it is an object whose
/// first property is <c>source</c>, that has no <c>records</c>, and that ends within 64 KB. All else is taken for records.
/// </summary>
internal static class UploadBody
{
    private const int Most = 64 * 1024;

    /// <returns>The whole body if it names a file, or a stream that gives the body from its start.</returns>
    public static async Task<(ReadOnlyMemory<byte>? Source, Stream Records)> PeekAsync(Stream body, CancellationToken cancellation)
    {
        var start = new byte[4 * 1024];
        for (var length = 0; ;)
        {
            if (length == start.Length) Array.Resize(ref start, 2 * length);
            var count = await body.ReadAsync(start.AsMemory(length), cancellation);
            length += count;
            var read = start.AsMemory(0, length);
            switch (NamesSource(read.Span, isWhole: count == 0))
            {
                case true when count == 0:
                    return (read, Stream.Null);
                case false:
                case null when count == 0 || length > Most:
                    return (null, new PrefixedStream(read, body));
            }
        }
    }

    /// <returns>Null if that cannot be told yet.</returns>
    private static bool? NamesSource(ReadOnlySpan<byte> start, bool isWhole)
    {
        if (start.StartsWith("\uFEFF"u8)) start = start[3..];
        var reader = new Utf8JsonReader(start, isFinalBlock: isWhole, default);
        try
        {
            if (!reader.Read()) return null;
            if (reader.TokenType != JsonTokenType.StartObject) return false;

            for (var isFirst = true; reader.Read(); isFirst = false)
            {
                if (reader.TokenType == JsonTokenType.EndObject) return isWhole ? !isFirst && !reader.Read() : null;
                if (isFirst ? !reader.ValueTextEquals("source"u8) : reader.ValueTextEquals("records"u8)) return false;
                if (!reader.Read() || !reader.TrySkip()) return null;
            }

            return null;
        }
        catch (JsonException)
        {
            // Whoever reads the records says what is wrong, and in which line.
            return false;
        }
    }
}
