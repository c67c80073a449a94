using System.Buffers;
using System.Text;

namespace MarketoSync.Simulator;

/// <summary>
/// Lookup keys as 64-bit hashes of the lower-cased text, so that a key costs eight bytes however long it is. Two of ten million
/// keys share a hash with a probability near one in 400,000.
/// </summary>
internal static class LeadKey
{
    public static ulong Of(string text)
    {
        var lower = text.ToLowerInvariant();
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(lower.Length));
        var hash = Hash(bytes.AsSpan(0, Encoding.UTF8.GetBytes(lower, bytes)));
        ArrayPool<byte>.Shared.Return(bytes);
        return hash;
    }

    /// <summary>FNV-1a with a final mix, since neighbouring keys differ in their last bytes only.</summary>
    private static ulong Hash(ReadOnlySpan<byte> bytes)
    {
        var hash = 14695981039346656037UL;
        foreach (var b in bytes)
            hash = (hash ^ b) * 1099511628211UL;
        return SeededRandom.Mix(hash);
    }
}
