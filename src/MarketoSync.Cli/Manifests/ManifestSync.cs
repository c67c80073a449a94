using MarketoSync.Runs;

namespace MarketoSync.Cli.Manifests;

/// <summary>One sync of a manifest, checked.</summary>
/// <param name="Run">The id of its run.</param>
/// <param name="Line">The one-based line on which it begins.</param>
/// <param name="Source">The path of its file of records.</param>
internal sealed record ManifestSync(string Run, long Line, string Source, SyncRequest Request);
