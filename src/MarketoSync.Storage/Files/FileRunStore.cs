using System.Runtime.CompilerServices;
using MarketoSync.Runs;

namespace MarketoSync.Storage.Files;

/// <summary>Runs as folders below <paramref name="root"/>, which is made when the first object is written.</summary>
public sealed class FileRunStore(string root) : IRunStore
{
    /// <summary>No run's id begins so: see <see cref="RunId"/>.</summary>
    private const string SharedFolder = "_shared";

    private readonly string _root = Path.GetFullPath(root);

    public IObjectFolder Shared { get; } = new FileRunFolder(Path.Combine(Path.GetFullPath(root), SharedFolder), SharedFolder);

    IRunFolder IRunStore.Open(string run) => Open(run);

    /// <inheritdoc cref="IRunStore.Open"/>
    public FileRunFolder Open(string run)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (!ObjectNames.IsPlain(run))
            throw new ArgumentException("The name of a run must be one plain folder name.", nameof(run));
        return new FileRunFolder(Path.Combine(_root, run), run);
    }

    public async IAsyncEnumerable<string> ListAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        if (!Directory.Exists(_root))
            yield break;
        var runs = Directory.EnumerateDirectories(_root).Select(path => Path.GetFileName(path)!).ToArray();
        Array.Sort(runs, StringComparer.Ordinal);
        foreach (var run in runs)
        {
            if (run != SharedFolder && await ExistsAsync(run, cancellation))
                yield return run;
        }
    }

    public Task DeleteAsync(string run, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (!ObjectNames.IsPlain(run))
            throw new ArgumentException("The name of a run must be one plain folder name.", nameof(run));
        var path = Path.Combine(_root, run);
        if (Directory.Exists(path))
            Directory.Delete(path, recursive: true);
        return Task.CompletedTask;
    }

    public async Task<bool> ExistsAsync(string run, CancellationToken cancellation)
    {
        if (!ObjectNames.IsPlain(run))
            return false;
        using var folder = Open(run);
        await foreach (var _ in folder.ListAsync("", cancellation))
            return true;
        return false;
    }
}
