using MarketoSync.Runs;

namespace MarketoSync.Cli.Commands;

/// <summary>What the command line asks of a sync.</summary>
/// <param name="Source">A file's path, or <c>-</c> for standard input.</param>
/// <param name="Run">An id for the run, or null for a new one.</param>
/// <param name="Map">The path of a file that holds a mapping.</param>
public sealed record SyncArguments(string Source, SyncOptions Options, string? Run, bool Json, string Runs, string? Map = null);
