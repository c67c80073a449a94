using System.Buffers;
using System.IO.Hashing;
using System.Text;

namespace MarketoSync.Intake;

/// <summary>
/// Hashes keys so that keys which Marketo could take for one person's have one hash: surrounding blanks and case
/// do not count. Two keys that share a hash only make one record wait for the other.
/// </summary>
internal sealed class KeyHash
{
    /// <summary>The hash of no key.</summary>
    public const ulong None = 0;

    private readonly byte[] _upper = new byte[256];

    public ulong Of(ReadOnlySpan<byte> key)
    {
        if (key.Length <= _upper.Length && Ascii.ToUpper(key, _upper, out var length) == OperationStatus.Done)
        {
            var upper = _upper.AsSpan(0, length);
            return Hash(upper[Ascii.Trim(upper)]);
        }

        return Hash(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(key).Trim().ToUpperInvariant()));
    }

    private static ulong Hash(ReadOnlySpan<byte> normalised)
    {
        if (normalised.IsEmpty)
            return None;
        var hash = XxHash3.HashToUInt64(normalised);
        return hash == None ? 1 : hash;
    }
}
