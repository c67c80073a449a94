using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using MarketoSync.Runs;

namespace MarketoSync.Storage.Blobs;

/// <summary>
/// One run as the blobs whose names begin with <c>RUN/</c>. A version is a blob's ETag, so that of all writers everywhere one alone
/// replaces it. Safe for use by several threads.
/// </summary>
public sealed class BlobRunFolder : IRunFolder
{
    /// <summary>
    /// What a conditional write leaves on its blob to know it again: where the answer is lost the SDK sends the write once more, and the
    /// refusal of the second would look as if another writer had come first.
    /// </summary>
    private const string Mark = "write";

    private readonly Container _container;

    internal BlobRunFolder(Container container, string run) => (_container, Run) = (container, run);

    public string Run { get; }

    /// <inheritdoc/>
    /// <remarks>
    /// What is written goes up in blocks of 4 MiB, and a blob is made of them when the stream is closed. Until then there is no trace of
    /// it; the service drops blocks that nothing was made of after a week. Of two large streams to one name the first to be closed wins,
    /// and the other fails.
    /// </remarks>
    public Task<Stream> CreateAsync(string name, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult<Stream>(new BlobBeingWritten(_container, Blob(name)));
    }

    public async Task<Stream?> OpenAsync(string name, long offset, CancellationToken cancellation)
    {
        var blob = Blob(name);
        // An empty blob has no range, not even one from its start.
        var options = new BlobDownloadOptions { Range = offset == 0 ? default : new HttpRange(offset) };
        return await Container.FindAsync<Stream>(async () =>
        {
            try
            {
                return (await blob.DownloadStreamingAsync(options, cancellation)).Value.Content;
            }
            catch (RequestFailedException fault) when (fault.ErrorCode == BlobErrorCode.InvalidRange)
            {
                return Stream.Null;
            }
        });
    }

    public async Task<ReadOnlyMemory<byte>?> ReadAsync(string name, CancellationToken cancellation) =>
        (await ReadVersionAsync(name, cancellation))?.Content;

    public async Task<StoredObject?> ReadVersionAsync(string name, CancellationToken cancellation)
    {
        var blob = Blob(name);
        var read = await Container.FindAsync(async () => (await blob.DownloadContentAsync(cancellation)).Value);
        return read is null ? null : new StoredObject(read.Content.ToMemory(), VersionOf(read.Details.ETag));
    }

    public async Task ReadExactlyAsync(string name, long offset, Memory<byte> destination, CancellationToken cancellation)
    {
        var blob = Blob(name);
        if (destination.IsEmpty) return;

        var options = new BlobDownloadOptions { Range = new HttpRange(offset, destination.Length) };
        await Container.CallAsync(async () =>
        {
            try
            {
                using var read = (await blob.DownloadStreamingAsync(options, cancellation)).Value;
                await read.Content.ReadExactlyAsync(destination, cancellation);
                return true;
            }
            catch (RequestFailedException fault) when (fault.Status == 404)
            {
                throw new FileNotFoundException($"There is no '{name}' of run '{Run}'.", name);
            }
            catch (RequestFailedException fault) when (fault.ErrorCode == BlobErrorCode.InvalidRange)
            {
                throw new EndOfStreamException($"'{name}' of run '{Run}' ends before byte {offset}.", fault);
            }
        });
    }

    public async Task WriteAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellation) =>
        await PutAsync(Blob(name), content, new BlobUploadOptions(), cancellation);

    public async Task<string?> TryWriteAsync(
        string name, ReadOnlyMemory<byte> content, string? expected, CancellationToken cancellation)
    {
        var blob = Blob(name);
        var mark = RandomNumberGenerator.GetHexString(32);
        var options = new BlobUploadOptions
        {
            Conditions = expected is null ? new() { IfNoneMatch = ETag.All } : new() { IfMatch = new ETag(expected) },
            Metadata = new Dictionary<string, string> { [Mark] = mark },
        };
        try
        {
            return VersionOf((await PutAsync(blob, content, options, cancellation)).ETag);
        }
        catch (StorageFaultException fault) when (IsConflict(fault, expected))
        {
            var found = await Container.FindAsync(async () => (await blob.GetPropertiesAsync(cancellationToken: cancellation)).Value);
            return found?.Metadata.TryGetValue(Mark, out var theirs) is true && theirs == mark ? VersionOf(found.ETag) : null;
        }
    }

    public Task DeleteAsync(string name, CancellationToken cancellation)
    {
        var blob = Blob(name);
        return Container.CallAsync(() => blob.DeleteIfExistsAsync(DeleteSnapshotsOption.IncludeSnapshots, cancellationToken: cancellation));
    }

    public async Task DeleteOlderAsync(string prefix, DateTimeOffset before, CancellationToken cancellation)
    {
        var blobs = await BlobsAsync(prefix, cancellation);
        foreach (var old in blobs.Where(blob => blob.Properties.LastModified < before)) await DeleteAsync(old, cancellation);
    }

    public async IAsyncEnumerable<string> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellation)
    {
        // An account with a hierarchical namespace lists in another order.
        var blobs = await BlobsAsync(prefix, cancellation);
        foreach (var name in blobs.Select(blob => blob.Name[(Run.Length + 1)..]).Order(StringComparer.Ordinal))
            yield return name;
    }

    private Task<List<BlobItem>> BlobsAsync(string prefix, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        return Container.ListAsync(_container.Client.GetBlobsAsync(new GetBlobsOptions { Prefix = $"{Run}/{prefix}" }, cancellation), cancellation);
    }

    /// <summary>Removes what was listed.</summary>
    /// <returns>False if it is gone already, or was written anew since and stays.</returns>
    private Task<bool> DeleteAsync(BlobItem listed, CancellationToken cancellation) => Container.CallAsync(async () =>
    {
        try
        {
            var conditions = new BlobRequestConditions { IfMatch = listed.Properties.ETag };
            return (await _container.Blob(listed.Name).DeleteIfExistsAsync(DeleteSnapshotsOption.IncludeSnapshots, conditions, cancellation)).Value;
        }
        catch (RequestFailedException fault) when (fault.Status == 412)
        {
            return false;
        }
    });

    private static string VersionOf(ETag etag) => etag.ToString("H");

    private static bool IsConflict(StorageFaultException fault, string? expected) =>
        fault.InnerException is RequestFailedException answer
        && (answer.Status == 412
            || answer.ErrorCode == BlobErrorCode.BlobAlreadyExists
            || (expected is not null && answer.ErrorCode == BlobErrorCode.BlobNotFound));

    private Task<BlobContentInfo> PutAsync(
        BlockBlobClient blob, ReadOnlyMemory<byte> content, BlobUploadOptions options, CancellationToken cancellation) =>
        _container.WriteAsync(
            async () => (await blob.UploadAsync(BinaryData.FromBytes(content).ToStream(), options, cancellation)).Value, cancellation);

    private BlockBlobClient Blob(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return ObjectNames.IsRelativePath(name)
            ? _container.Blob($"{Run}/{name}")
            : throw new ArgumentException($"'{name}' is not a name of an object within a run.", nameof(name));
    }
}
