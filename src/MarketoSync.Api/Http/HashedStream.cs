using System.Security.Cryptography;

namespace MarketoSync.Api.Http;

/// <summary>Gives what another stream gives, and takes its SHA-256 on the way. The other stream is left open.</summary>
internal sealed class HashedStream(Stream source) : ForwardStream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Reads what is left, which nobody asked for.</summary>
    /// <returns>The hash of all that there was, as hexadecimal text.</returns>
    public async Task<string> ReadToEndAsync(CancellationToken cancellation)
    {
        var rest = new byte[64 * 1024];
        while (await ReadAsync(rest, cancellation) > 0)
        {
        }

        return Convert.ToHexStringLower(_hash.GetCurrentHash());
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await source.ReadAsync(buffer, cancellationToken);
        _hash.AppendData(buffer.Span[..count]);
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _hash.Dispose();
        base.Dispose(disposing);
    }
}
