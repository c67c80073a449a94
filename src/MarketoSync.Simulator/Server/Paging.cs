using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace MarketoSync.Simulator;

/// <summary>Pages of a read: 300 records at most, and a token that fits only the query it came from.</summary>
/// <param name="Offset">Records before the page.</param>
internal readonly record struct Paging(int Offset, int Size, ulong Query)
{
    public const int MaxValues = 300;

    private const int MaxSize = 300;

    /// <summary>The token of the next page; null where this is the last one of <paramref name="total"/> records.</summary>
    public string? Next(int total) => total - Offset - Size <= 0
        ? null
        : Base64Url.EncodeToString(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Offset + Size}|{Query:x}"))) + "===";

    /// <param name="query">All that the token must have in common with the call that gave it.</param>
    /// <returns>1003 for a bad size or a token that is none of this query's.</returns>
    public static ApiError Read(string? batchSize, string? nextPageToken, string query, out Paging paging)
    {
        paging = new Paging(0, MaxSize, LeadKey.Of(query));
        if (!TrySize(batchSize, out var size)) return new ApiError("1003", "Invalid value for parameter 'batchSize'");
        if (!TryOffset(nextPageToken, paging.Query, out var offset)) return new ApiError("1003", "Invalid nextPageToken");
        paging = paging with { Offset = offset, Size = size };
        return default;
    }

    private static bool TrySize(string? text, out int size)
    {
        size = MaxSize;
        if (text is null) return true;
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out size) || size < 1) return false;
        size = Math.Min(size, MaxSize);
        return true;
    }

    private static bool TryOffset(string? token, ulong query, out int offset)
    {
        offset = 0;
        if (token is null) return true;
        var bare = token.TrimEnd('=');
        if (!Base64Url.IsValid(bare)) return false;
        var text = Encoding.ASCII.GetString(Base64Url.DecodeFromChars(bare));
        var bar = text.IndexOf('|', StringComparison.Ordinal);
        return bar > 0 && text.AsSpan(bar + 1).SequenceEqual(query.ToString("x", CultureInfo.InvariantCulture))
               && int.TryParse(text.AsSpan(0, bar), NumberStyles.None, CultureInfo.InvariantCulture, out offset);
    }
}
