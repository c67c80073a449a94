using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace MarketoSync.Storage.Blobs;

/// <summary>
/// Calls on one container, which is made by the first write that finds none: no other call asks whether it is there. Faults come out as
/// <see cref="StorageFaultException"/>.
/// </summary>
internal sealed class Container(BlobServiceClient blobs, string name)
{
    public BlobContainerClient Client { get; } = blobs.GetBlobContainerClient(name);

    public BlockBlobClient Blob(string name) => Client.GetBlockBlobClient(name);

    public Task CreateAsync(CancellationToken cancellation) =>
        CallAsync<BlobContainerInfo?>(async () => await Client.CreateIfNotExistsAsync(cancellationToken: cancellation));

    /// <param name="call">May be made twice.</param>
    public async Task<T> WriteAsync<T>(Func<Task<T>> call, CancellationToken cancellation)
    {
        try
        {
            return await CallAsync(call);
        }
        catch (StorageFaultException fault) when (fault.InnerException is RequestFailedException { ErrorCode: "ContainerNotFound" })
        {
            await CreateAsync(cancellation);
            return await CallAsync(call);
        }
    }

    /// <returns>Null where there is no such blob, or no container.</returns>
    public static Task<T?> FindAsync<T>(Func<Task<T>> call)
        where T : class => CallAsync(async () =>
        {
            try
            {
                return await call();
            }
            catch (RequestFailedException fault) when (fault.Status == 404)
            {
                return null;
            }
        });

    /// <summary>All the pages of a listing; none where there is no container.</summary>
    public static async Task<List<T>> ListAsync<T>(AsyncPageable<T> pages, CancellationToken cancellation)
        where T : notnull => await FindAsync(async () => await pages.ToListAsync(cancellation)) ?? [];

    public static async Task<T> CallAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (Exception fault) when (StorageFaults.Is(fault))
        {
            throw StorageFaults.Translate(fault);
        }
    }
}
