using MarketoSync.Runs;

namespace MarketoSync.Api.Syncs;

internal static class RunParts
{
    /// <summary>The folder of a run whose records are read in, or null where there is none.</summary>
    public static async Task<IRunFolder?> FindAsync(IRunStore store, string run, CancellationToken cancellation)
    {
        if (!RunId.IsValid(run)) return null;

        var folder = store.Open(run);
        return await RunDefinitionFile.ReadAsync(folder, cancellation) is null ? null : folder;
    }
}
