using MarketoSync.Runs;

namespace MarketoSync.Storage.Files;

/// <summary>
/// Turns as files <c>NAME.lock</c> in a folder that all processes share: whoever has one open has the turn, and the operating system ends
/// the turn of a process that dies at once. The files stay, empty.
/// </summary>
public sealed class FileExclusive(string folder) : IExclusive
{
    private readonly string _folder = Path.GetFullPath(folder);

    /// <exception cref="ArgumentException"><paramref name="name"/> cannot be a file's name.</exception>
    public Task<IAsyncDisposable?> TryEnterAsync(string name, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (!ObjectNames.IsPlain(name)) throw new ArgumentException($"'{name}' cannot be the name of a file.", nameof(name));

        Directory.CreateDirectory(_folder);
        try
        {
            return Task.FromResult<IAsyncDisposable?>(
                new FileStream(Path.Combine(_folder, $"{name}.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0));
        }
        catch (IOException fault) when (IsInUse(fault))
        {
            return Task.FromResult<IAsyncDisposable?>(null);
        }
    }

    /// <summary>As Linux, macOS and Windows say it.</summary>
    private static bool IsInUse(IOException fault) => fault.HResult is 11 or 35 or unchecked((int)0x80070020);
}
