using System.Text;

namespace MarketoSync.Storage.Queues;

/// <summary>
/// The text of a queue message: Base64 of a line that says what follows, and the content, or instead of it the name of the blob that holds it.
/// </summary>
internal static class QueueMessageText
{
    private static readonly byte[] s_content = "marketo-sync content\n"u8.ToArray();
    private static readonly byte[] s_blob = "marketo-sync blob\n"u8.ToArray();

    public static string OfContent(ReadOnlySpan<byte> content) => Convert.ToBase64String([.. s_content, .. content]);

    public static string OfBlob(string blob) => Convert.ToBase64String([.. s_blob, .. Encoding.UTF8.GetBytes(blob)]);

    /// <summary>How long a content's text is.</summary>
    public static long Length(int content) => (s_content.Length + (long)content + 2) / 3 * 4;

    /// <summary>The content, or null if the text holds none.</summary>
    public static ReadOnlyMemory<byte>? ContentOf(string text) =>
        Decode(text) is { } bytes && bytes.AsSpan().StartsWith(s_content)
            ? bytes.AsMemory(s_content.Length)
            : default(ReadOnlyMemory<byte>?);

    /// <summary>The blob's name, or null if the text leads to none.</summary>
    public static string? BlobOf(string text) =>
        Decode(text) is { } bytes
        && bytes.AsSpan().StartsWith(s_blob)
        && Encoding.UTF8.GetString(bytes.AsSpan(s_blob.Length)) is var blob
        && ObjectNames.IsRelativePath(blob)
            ? blob
            : null;

    private static byte[]? Decode(string text)
    {
        var bytes = new byte[text.Length / 4 * 3 + 3];
        return Convert.TryFromBase64String(text, bytes, out var length) ? bytes[..length] : null;
    }
}
