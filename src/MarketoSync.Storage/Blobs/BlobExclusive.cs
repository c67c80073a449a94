using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using MarketoSync.Runs;

namespace MarketoSync.Storage.Blobs;

/// <summary>
/// Turns as leases on empty blobs <c>_shared/locks/NAME</c>: whoever has the lease has the turn. It is renewed for as long as the turn lasts,
/// and that of a process that died ends within a minute.
/// </summary>
/// <param name="container">The container's name. It may be the one that holds the runs.</param>
public sealed class BlobExclusive(BlobServiceClient blobs, string container, TimeProvider time) : IExclusive
{
    /// <summary>The longest that the service leases for a time.</summary>
    internal static readonly TimeSpan Length = TimeSpan.FromSeconds(60);

    private readonly Container _container = new(blobs, container);

    /// <exception cref="ArgumentException"><paramref name="name"/> cannot be a blob's name.</exception>
    public async Task<IAsyncDisposable?> TryEnterAsync(string name, CancellationToken cancellation)
    {
        if (!ObjectNames.IsPlain(name)) throw new ArgumentException($"'{name}' cannot be the name of a blob.", nameof(name));

        var blob = _container.Blob($"{RunNames.Shared}/locks/{name}");
        var lease = blob.GetBlobLeaseClient();
        var isTaken = await TryAcquireAsync(lease, cancellation);
        if (isTaken is null)
        {
            await MakeAsync(blob, cancellation);
            isTaken = await TryAcquireAsync(lease, cancellation);
        }

        return isTaken is true ? new BlobTurn(lease, time) : null;
    }

    /// <returns>Null if there is no such blob yet.</returns>
    private static Task<bool?> TryAcquireAsync(BlobLeaseClient lease, CancellationToken cancellation) => Container.CallAsync<bool?>(async () =>
    {
        try
        {
            await lease.AcquireAsync(Length, cancellationToken: cancellation);
            return true;
        }
        catch (RequestFailedException fault) when (fault.ErrorCode == BlobErrorCode.LeaseAlreadyPresent)
        {
            return false;
        }
        catch (RequestFailedException fault) when (fault.Status == 404)
        {
            return null;
        }
    });

    private Task<bool> MakeAsync(BlockBlobClient blob, CancellationToken cancellation) => _container.WriteAsync(
        async () =>
        {
            try
            {
                var isNew = new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } };
                await blob.UploadAsync(Stream.Null, isNew, cancellation);
                return true;
            }
            catch (RequestFailedException fault) when (fault.Status is 409 or 412)
            {
                // Another made it, and may have the lease already.
                return false;
            }
        },
        cancellation);
}
