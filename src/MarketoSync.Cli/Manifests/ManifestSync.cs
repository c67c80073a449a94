using MarketoSync.Manifests;
using MarketoSync.Runs;

namespace MarketoSync.Cli.Manifests;

/// <summary>One sync of a manifest, checked.</summary>
/// <param name="Run">The id of its run.</param>
/// <param name="Entry">What the manifest has of it.</param>
/// <param name="Source">The path of its file of records.</param>
internal sealed record ManifestSync(string Run, ManifestEntry Entry, string Source, SyncRequest Request);
