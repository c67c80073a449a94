using System.Runtime.CompilerServices;
using MarketoSync.Runs;

namespace MarketoSync.Storage.Files;

/// <summary>
/// Runs as folders below <paramref name="root"/>, which is made when the first object is written. What belongs to no run is in
/// <c>_shared</c>.
/// </summary>
public sealed class FileRunStore(string root) : IRunStore
{
    private readonly string _root = Path.GetFullPath(root);

    public IObjectFolder Shared { get; } = new FileRunFolder(Path.Combine(Path.GetFullPath(root), RunNames.Shared), RunNames.Shared);

    IRunFolder IRunStore.Open(string run) => Open(run);

    /// <inheritdoc cref="IRunStore.Open"/>
    public FileRunFolder Open(string run) => new(Path.Combine(_root, RunNames.Checked(run)), run);

    public async IAsyncEnumerable<string> ListAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        if (!Directory.Exists(_root))
            yield break;
        var runs = Directory.EnumerateDirectories(_root).Select(path => Path.GetFileName(path)!).ToArray();
        Array.Sort(runs, StringComparer.Ordinal);
        foreach (var run in runs)
        {
            if (await ExistsAsync(run, cancellation))
                yield return run;
        }
    }

    public Task DeleteAsync(string run, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var path = Path.Combine(_root, RunNames.Checked(run));
        if (Directory.Exists(path))
            Directory.Delete(path, recursive: true);
        return Task.CompletedTask;
    }

    public async Task<bool> ExistsAsync(string run, CancellationToken cancellation)
    {
        if (!RunNames.IsRun(run))
            return false;
        using var folder = Open(run);
        await foreach (var _ in folder.ListAsync("", cancellation))
            return true;
        return false;
    }
}
