using System.Runtime.CompilerServices;
using MarketoSync.Runs;

namespace MarketoSync.Tests.Runs;

/// <summary>Runs in memory. Safe for use by several threads.</summary>
internal sealed class MemoryRunStore : IRunStore
{
    private readonly SortedDictionary<string, MemoryRunFolder> _runs = new(StringComparer.Ordinal);

    public MemoryRunFolder Shared { get; } = new("_shared");

    IObjectFolder IRunStore.Shared => Shared;

    IRunFolder IRunStore.Open(string run) => Open(run);

    public MemoryRunFolder Open(string run)
    {
        Assert.True(RunId.IsValid(run), run);
        lock (_runs)
        {
            if (!_runs.TryGetValue(run, out var folder)) _runs[run] = folder = new MemoryRunFolder(run);
            return folder;
        }
    }

    public async IAsyncEnumerable<string> ListAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask;
        foreach (var run in Runs())
        {
            cancellation.ThrowIfCancellationRequested();
            yield return run;
        }
    }

    public Task<bool> ExistsAsync(string run, CancellationToken cancellation) => Task.FromResult(!Open(run).IsEmpty);

    public Task DeleteAsync(string run, CancellationToken cancellation)
    {
        // The folder stays, so that a writer that is at work on it writes into the same one, as on a disk.
        Open(run).Clear();
        return Task.CompletedTask;
    }

    public string[] Runs()
    {
        lock (_runs) return [.. _runs.Where(run => !run.Value.IsEmpty).Select(run => run.Key)];
    }
}
