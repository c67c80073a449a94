using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using MarketoSync.Runs;
using Microsoft.Win32.SafeHandles;

namespace MarketoSync.Storage.Files;

/// <summary>
/// One run as a folder: an object is a file, and <c>/</c> in a name is a sub folder. An object is written beside
/// its place, flushed to the disk, and then renamed into it, so that a crash leaves the old object or the new one, and once
/// it is written the new one.
/// </summary>
/// <remarks>Keeps files that are read by offset open until it is disposed. Safe for use by several threads.</remarks>
public sealed class FileRunFolder : IRunFolder, IDisposable
{
    private static readonly SemaphoreSlim[] s_turns = [.. Enumerable.Range(0, 61).Select(_ => new SemaphoreSlim(1, 1))];
    private readonly string _path;
    private readonly ConcurrentDictionary<string, Lazy<SafeFileHandle>> _open = new(StringComparer.Ordinal);

    internal FileRunFolder(string path, string run)
    {
        _path = path;
        Run = run;
    }

    public string Run { get; }

    public Task<Stream> CreateAsync(string name, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult<Stream>(StartWrite(name));
    }

    public Task<Stream?> OpenAsync(string name, long offset, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var path = PathOf(name);
        if (!File.Exists(path))
            return Task.FromResult<Stream?>(null);
        var stream = new FileStream(path, new FileStreamOptions
        {
            Access = FileAccess.Read,
            Share = FileShare.ReadWrite | FileShare.Delete,
            Options = FileOptions.SequentialScan,
            BufferSize = 128 * 1024,
        });
        stream.Position = offset;
        return Task.FromResult<Stream?>(stream);
    }

    public async Task<ReadOnlyMemory<byte>?> ReadAsync(string name, CancellationToken cancellation)
    {
        var path = PathOf(name);
        if (!File.Exists(path))
            return null;
        return await File.ReadAllBytesAsync(path, cancellation);
    }

    public async Task<StoredObject?> ReadVersionAsync(string name, CancellationToken cancellation) =>
        await ReadAsync(name, cancellation) is { } content ? new StoredObject(content, VersionOf(content.Span)) : null;

    public async Task ReadExactlyAsync(string name, long offset, Memory<byte> destination, CancellationToken cancellation)
    {
        var handle = _open.GetOrAdd(name, static (name, folder) => new(() => folder.OpenHandle(name)), this).Value;
        while (destination.Length > 0)
        {
            var read = await RandomAccess.ReadAsync(handle, destination, offset, cancellation);
            if (read == 0)
                throw new EndOfStreamException($"'{name}' of run '{Run}' ends before byte {offset + destination.Length}.");
            offset += read;
            destination = destination[read..];
        }
    }

    public Task WriteAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellation) =>
        WriteAsync(name, content, isNew: false, cancellation);

    private async Task WriteAsync(string name, ReadOnlyMemory<byte> content, bool isNew, CancellationToken cancellation)
    {
        await using var file = StartWrite(name, isNew);
        await file.WriteAsync(content, cancellation);
    }

    /// <inheritdoc/>
    /// <remarks>
    /// Of several processes one alone can make an object. To replace one is safe among the threads of a process: a run belongs to one
    /// process by its journal, and what is shared is changed under <see cref="IExclusive"/>.
    /// </remarks>
    public async Task<string?> TryWriteAsync(
        string name, ReadOnlyMemory<byte> content, string? expected, CancellationToken cancellation)
    {
        var turn = s_turns[(uint)PathOf(name).GetHashCode(StringComparison.Ordinal) % (uint)s_turns.Length];
        await turn.WaitAsync(cancellation);
        try
        {
            if ((await ReadVersionAsync(name, cancellation))?.Version != expected)
                return null;
            await WriteAsync(name, content, isNew: expected is null, cancellation);
            return VersionOf(content.Span);
        }
        catch (IOException) when (expected is null && File.Exists(PathOf(name)))
        {
            return null;
        }
        finally
        {
            turn.Release();
        }
    }

    public Task DeleteAsync(string name, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var path = PathOf(name);
        Forget(name);
        if (File.Exists(path))
            File.Delete(path);
        return Task.CompletedTask;
    }

    public async Task DeleteOlderAsync(string prefix, DateTimeOffset before, CancellationToken cancellation)
    {
        await foreach (var name in ListAsync(prefix, cancellation))
        {
            if (File.GetLastWriteTimeUtc(PathOf(name)) < before.UtcDateTime)
                await DeleteAsync(name, cancellation);
        }
    }

    public async IAsyncEnumerable<string> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        // A prefix with folders in it narrows what is walked: a run can hold many thousands of batches.
        var folder = Path.Combine(_path, prefix[..(prefix.LastIndexOf('/') + 1)]);
        if (!Path.GetFullPath(folder + "/").StartsWith(_path + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            || !Directory.Exists(folder))
            yield break;
        var names = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(_path, path).Replace(Path.DirectorySeparatorChar, '/'))
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal)
                && !name.EndsWith(ObjectNames.Unfinished, StringComparison.Ordinal))
            .ToArray();
        Array.Sort(names, StringComparer.Ordinal);
        foreach (var name in names)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return name;
        }

        await Task.CompletedTask;
    }

    public void Dispose()
    {
        foreach (var handle in _open.Values)
            handle.Value.Dispose();
        _open.Clear();
    }

    /// <summary>A hash of the content: what reads the same is the same.</summary>
    private static string VersionOf(ReadOnlySpan<byte> content) => Convert.ToHexString(SHA256.HashData(content));

    private FileBeingWritten StartWrite(string name, bool isNew = false) => WholeFile.Create(PathOf(name), isNew, () => Forget(name));

    private SafeFileHandle OpenHandle(string name) =>
        File.OpenHandle(PathOf(name), share: FileShare.ReadWrite | FileShare.Delete, options: FileOptions.Asynchronous);

    // A replaced object is another file. A reader may still be in the old one, so it is left to the finaliser.
    private void Forget(string name) => _open.TryRemove(name, out _);

    private string PathOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!ObjectNames.IsRelativePath(name))
            throw new ArgumentException($"'{name}' is not a name of an object within a run.", nameof(name));
        return Path.Combine(_path, name);
    }
}
