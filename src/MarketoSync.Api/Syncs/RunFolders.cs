using MarketoSync.Runs;
using Microsoft.Extensions.Logging;

namespace MarketoSync.Api.Syncs;

/// <summary>Makes and removes the folders of runs that have not begun.</summary>
internal sealed class RunFolders(IRunStore store, TimeProvider time, ILogger logger)
{
    /// <summary>The object whose making decides whose the id is, where two requests come to the same.</summary>
    private const string Taken = "taken";

    /// <returns>The id of a run that is nobody else's.</returns>
    public async Task<string> TakeAsync(CancellationToken cancellation)
    {
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var run = RunId.New(time.GetUtcNow());

            // Not cut off: whoever does not learn of the id does not remove what is made of it.
            if (await store.Open(run).TryWriteAsync(Taken, default, expected: null, CancellationToken.None) is not null) return run;
        }
    }

    /// <summary>Removes what there is of a run that does not begin. It does not matter if that fails: nothing of it counts.</summary>
    public async Task RemoveAsync(string run)
    {
        try
        {
            await store.DeleteAsync(run, CancellationToken.None);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            ApiLog.NotRemoved(logger, run, fault.GetType().Name);
        }
    }
}
