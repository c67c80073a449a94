using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using MarketoSync.Inbox;

namespace MarketoSync.Storage.Blobs;

/// <summary>
/// An inbox as a blob container. A file's version is the blob's ETag. Names with a part that begins with <c>.</c> or ends with
/// <c>.part</c> or <c>.tmp</c> are passed over.
/// </summary>
/// <param name="container">The container's name.</param>
public sealed class BlobInbox(BlobServiceClient blobs, string container) : IInbox
{
    /// <summary>By this an account with a hierarchical namespace marks the entry of a folder itself.</summary>
    private const string FolderMark = "hdi_isfolder";

    private readonly Container _container = new(blobs, container);

    /// <inheritdoc/>
    /// <remarks>Makes the container, so that there is one to put files into. What was filed away is not walked through.</remarks>
    public async IAsyncEnumerable<InboxFile> ListAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var options = new GetBlobsByHierarchyOptions { Delimiter = "/", Traits = BlobTraits.Metadata };
        var root = await _container.WriteAsync(
            async () => await _container.Client.GetBlobsByHierarchyAsync(options, cancellation).ToListAsync(cancellation), cancellation);
        var items = root.Where(item => item.IsBlob).Select(item => item.Blob).ToList();
        foreach (var folder in root.Where(item => item.IsPrefix && InboxNames.IsFolder(item.Prefix)))
        {
            var below = new GetBlobsOptions { Prefix = folder.Prefix, Traits = BlobTraits.Metadata };
            items.AddRange(await Container.ListAsync(_container.Client.GetBlobsAsync(below, cancellation), cancellation));
        }

        foreach (var item in items.Where(IsFile).OrderBy(item => item.Name, StringComparer.Ordinal))
        {
            var about = item.Properties;
            yield return FileOf(
                item.Name, about.ETag.GetValueOrDefault(), about.LastModified.GetValueOrDefault(), about.ContentLength.GetValueOrDefault());
        }
    }

    public async Task<InboxFile?> FindAsync(string name, CancellationToken cancellation)
    {
        if (!InboxNames.IsFile(name)) return null;

        var blob = _container.Blob(name);
        var found = await Container.FindAsync(async () => (await blob.GetPropertiesAsync(cancellationToken: cancellation)).Value);
        return found is null || found.Metadata.ContainsKey(FolderMark)
            ? null
            : FileOf(name, found.ETag, found.LastModified, found.ContentLength);
    }

    public Task<Stream?> OpenAsync(InboxFile file, CancellationToken cancellation)
    {
        var options = new BlobDownloadOptions { Conditions = VersionOf(file) };
        return UnlessChanged(async () => (await _container.Blob(file.Name).DownloadStreamingAsync(options, cancellation)).Value.Content);
    }

    /// <inheritdoc/>
    /// <remarks>
    /// The report is written first, the file copied by the service, and only then removed: where one of these is not done, all of them
    /// can be done again.
    /// </remarks>
    public async Task FileAwayAsync(InboxFile file, string place, string run, ReadOnlyMemory<byte> report, CancellationToken cancellation)
    {
        var filed = InboxNames.Filed(file.Name, place, run);
        await _container.WriteAsync(
            () => _container.Blob(InboxNames.Report(filed)).UploadAsync(
                BinaryData.FromBytes(report).ToStream(),
                new BlobUploadOptions { HttpHeaders = new BlobHttpHeaders { ContentType = "application/json" } },
                cancellation),
            cancellation);

        // Asked first, because the service says of a source that it may not read that there is none.
        if ((await FindAsync(file.Name, cancellation))?.Version != file.Version) return;

        var blob = _container.Blob(file.Name);
        await Container.CallAsync(() => CopyAsync(blob, _container.Blob(filed), file, cancellation));
        await UnlessChanged(() => blob.DeleteAsync(DeleteSnapshotsOption.IncludeSnapshots, VersionOf(file), cancellation));
    }

    private static async Task<long> CopyAsync(BlockBlobClient from, BlockBlobClient to, InboxFile file, CancellationToken cancellation)
    {
        var options = new BlobCopyFromUriOptions { SourceConditions = VersionOf(file) };
        var copy = await to.StartCopyFromUriAsync(from.Uri, options, cancellation);
        return await copy.WaitForCompletionAsync(cancellation);
    }

    /// <returns>Null if the file is gone or is no longer this version.</returns>
    private static Task<T?> UnlessChanged<T>(Func<Task<T>> call)
        where T : class => Container.FindAsync<T>(async () =>
        {
            try
            {
                return await call();
            }
            catch (RequestFailedException fault) when (fault.ErrorCode == BlobErrorCode.ConditionNotMet)
            {
                return null!;
            }
        });

    private static BlobRequestConditions VersionOf(InboxFile file) => new() { IfMatch = new ETag(file.Version) };

    private static bool IsFile(BlobItem item) => InboxNames.IsFile(item.Name) && item.Metadata?.ContainsKey(FolderMark) is not true;

    // The service gives the ETag without quotes in a listing and with them in a header.
    private static InboxFile FileOf(string name, ETag etag, DateTimeOffset modified, long bytes) =>
        new(name, etag.ToString("H"), modified, bytes);
}
