using System.Globalization;
using System.Runtime.CompilerServices;
using MarketoSync.Inbox;

namespace MarketoSync.Storage.Files;

/// <summary>
/// An inbox as a folder, with all its sub folders. A file's version is its size and the time of its last change, so that a writer must not
/// set that time back. Names with a part that begins with <c>.</c> or ends with <c>.part</c> or <c>.tmp</c> are passed over: to put a file
/// in whole, write it under such a name and rename it.
/// </summary>
public sealed class FileInbox(string folder) : IInbox
{
    private readonly string _root = Path.GetFullPath(folder);

    /// <inheritdoc/>
    /// <remarks>Makes the folder, so that there is one to put files into.</remarks>
    public async IAsyncEnumerable<InboxFile> ListAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var names = FilesIn(Directory.CreateDirectory(_root), "").ToArray();
        Array.Sort(names, StringComparer.Ordinal);
        foreach (var name in names)
        {
            if (await FindAsync(name, cancellation) is { } file) yield return file;
        }
    }

    public Task<InboxFile?> FindAsync(string name, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult(Find(name));
    }

    public Task<Stream?> OpenAsync(InboxFile file, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (!IsThere(file)) return Task.FromResult<Stream?>(null);
        try
        {
            var stream = new FileStream(PathOf(file.Name), new FileStreamOptions
            {
                Access = FileAccess.Read,
                Share = FileShare.ReadWrite | FileShare.Delete,
                Options = FileOptions.SequentialScan,
                BufferSize = 128 * 1024,
            });
            if (VersionOf(stream.Length, File.GetLastWriteTimeUtc(stream.SafeFileHandle)) == file.Version)
                return Task.FromResult<Stream?>(stream);

            stream.Dispose();
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            // It went after it was found.
        }

        return Task.FromResult<Stream?>(null);
    }

    /// <inheritdoc/>
    /// <remarks>The report is written first: whoever sees the file there finds its report beside it.</remarks>
    public async Task FileAwayAsync(InboxFile file, string place, string run, ReadOnlyMemory<byte> report, CancellationToken cancellation)
    {
        var filed = InboxNames.Filed(file.Name, place, run);
        await WholeFile.WriteAsync(PathOf(InboxNames.Report(filed)), report, cancellation);
        if (!IsThere(file)) return;

        Move(file.Name, filed, overwrite: true);
        // Between the look and the move a newer file can have taken its place.
        if (new FileInfo(PathOf(filed)) is { Exists: true } moved && VersionOf(moved) != file.Version && Find(file.Name) is null)
            Move(filed, file.Name, overwrite: false);
    }

    private static IEnumerable<string> FilesIn(DirectoryInfo folder, string prefix) =>
        folder.EnumerateFileSystemInfos().SelectMany(entry => entry switch
        {
            // A link to a folder can lead round in a circle.
            DirectoryInfo { LinkTarget: not null } => [],
            DirectoryInfo inner when InboxNames.IsFolder($"{prefix}{inner.Name}/") => FilesIn(inner, $"{prefix}{inner.Name}/"),
            FileInfo file when InboxNames.IsFile(prefix + file.Name) => [prefix + file.Name],
            _ => [],
        });

    private static string VersionOf(FileInfo file) => VersionOf(file.Length, file.LastWriteTimeUtc);

    private static string VersionOf(long bytes, DateTime modified) =>
        string.Create(CultureInfo.InvariantCulture, $"{bytes}-{modified.Ticks}");

    private InboxFile? Find(string name)
    {
        if (!InboxNames.IsFile(name) || !IsWithin(name)) return null;

        var file = new FileInfo(PathOf(name));
        return file.Exists ? new InboxFile(name, VersionOf(file), file.LastWriteTimeUtc, file.Length) : null;
    }

    private bool IsThere(InboxFile file) => Find(file.Name)?.Version == file.Version;

    /// <summary>A drive or a separator of the file system's own in a name must not lead out.</summary>
    private bool IsWithin(string name) => PathOf(name).StartsWith(_root + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private void Move(string from, string to, bool overwrite)
    {
        try
        {
            File.Move(PathOf(from), PathOf(to), overwrite);
        }
        catch (FileNotFoundException)
        {
            // Another was here first.
        }
    }

    private string PathOf(string name) => Path.GetFullPath(Path.Combine(_root, name));
}
