using System.Runtime.CompilerServices;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using MarketoSync.Runs;

namespace MarketoSync.Storage.Blobs;

/// <summary>
/// Runs in one blob container: an object of a run is the blob <c>RUN/NAME</c>, and what belongs to no run is below <c>_shared/</c>.
/// The container is made by the first write.
/// </summary>
/// <param name="container">The container's name.</param>
public sealed class BlobRunStore(BlobServiceClient blobs, string container) : IRunStore
{
    private const int DeletedAtOnce = 16;
    private readonly Container _container = new(blobs, container);

    public IObjectFolder Shared { get; } = new BlobRunFolder(new Container(blobs, container), RunNames.Shared);

    IRunFolder IRunStore.Open(string run) => Open(run);

    /// <inheritdoc cref="IRunStore.Open"/>
    public BlobRunFolder Open(string run) => new(_container, RunNames.Checked(run));

    public async IAsyncEnumerable<string> ListAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var options = new GetBlobsByHierarchyOptions { Delimiter = "/" };
        var items = await Container.ListAsync(_container.Client.GetBlobsByHierarchyAsync(options, cancellation), cancellation);
        // With the delimiter at their ends the service's order is another.
        var runs = items.Where(item => item.IsPrefix).Select(item => item.Prefix[..^1]).Where(RunNames.IsRun);
        foreach (var run in runs.Order(StringComparer.Ordinal))
            yield return run;
    }

    public async Task<bool> ExistsAsync(string run, CancellationToken cancellation)
    {
        if (!RunNames.IsRun(run)) return false;

        var pages = BlobsOf(run, cancellation).AsPages(pageSizeHint: 1);
        return await Container.FindAsync(async () => await pages.FirstAsync(cancellation)) is { Values.Count: > 0 };
    }

    public async Task DeleteAsync(string run, CancellationToken cancellation)
    {
        var blobs = await Container.ListAsync(BlobsOf(RunNames.Checked(run), cancellation), cancellation);
        var options = new ParallelOptions { MaxDegreeOfParallelism = DeletedAtOnce, CancellationToken = cancellation };
        await Parallel.ForEachAsync(blobs, options, async (blob, stop) => await Container.CallAsync(
            () => _container.Blob(blob.Name).DeleteIfExistsAsync(DeleteSnapshotsOption.IncludeSnapshots, cancellationToken: stop)));
    }

    private Azure.AsyncPageable<BlobItem> BlobsOf(string run, CancellationToken cancellation) =>
        _container.Client.GetBlobsAsync(new GetBlobsOptions { Prefix = run + "/" }, cancellation);
}
