namespace MarketoSync.Cli.Commands;

/// <summary>What the command line asks of <c>sync-all</c>.</summary>
/// <param name="Manifest">The manifest's path.</param>
/// <param name="Run">The id of the whole, or null for a new one. One that was begun is continued.</param>
public sealed record SyncAllArguments(string Manifest, string? Run, bool Json, string Runs)
{
    /// <summary>The command that continues the run of that id.</summary>
    internal string Continuing(string run) => $"marketo-sync sync-all {Manifest} --run {run}";
}
