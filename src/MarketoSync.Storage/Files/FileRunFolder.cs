using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
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
    private readonly string _path;
    private readonly ConcurrentDictionary<string, Lazy<SafeFileHandle>> _open = new(StringComparer.Ordinal);
    private long _writes;

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

    public async Task WriteAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        await using var file = StartWrite(name);
        try
        {
            await file.WriteAsync(content, cancellation);
        }
        catch
        {
            file.Abandon();
            throw;
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

    private FileBeingWritten StartWrite(string name)
    {
        var path = PathOf(name);
        FolderEntries.Make(Path.GetDirectoryName(path)!);
        // The process and a count keep two writers of one name apart: the last to finish wins, whole.
        var unfinished = $"{path}.{Environment.ProcessId}-{Interlocked.Increment(ref _writes)}{ObjectNames.Unfinished}";
        return new FileBeingWritten(unfinished, path, () => Forget(name));
    }

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
