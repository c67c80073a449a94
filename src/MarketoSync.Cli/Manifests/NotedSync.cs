using MarketoSync.Runs;

namespace MarketoSync.Cli.Manifests;

/// <summary>What a sync of a manifest was begun with, to tell whether it is still what the manifest asks for.</summary>
/// <param name="Source">The file's name, without its folder.</param>
/// <param name="Bytes">The file's length.</param>
/// <param name="ModifiedAt">When the file was last written.</param>
internal sealed record NotedSync(string Run, string Source, long Bytes, DateTimeOffset ModifiedAt, string Format, SyncOptions Options)
{
    public static NotedSync Of(ManifestSync sync)
    {
        var file = new FileInfo(sync.Source);
        return new(sync.Run, NameOf(sync), file.Length, file.LastWriteTimeUtc, FormatOf(sync), sync.Request.Options().Kept());
    }

    /// <summary>Whether the same is asked of a file of the same name.</summary>
    public bool Asks(ManifestSync sync) =>
        (Run, Source, Format, Options) == (sync.Run, NameOf(sync), FormatOf(sync), sync.Request.Options().Kept());

    /// <summary>Whether the file is there and another than it was.</summary>
    public bool IsChanged(ManifestSync sync) =>
        new FileInfo(sync.Source) is { Exists: true } file && (file.Length, (DateTimeOffset)file.LastWriteTimeUtc) != (Bytes, ModifiedAt);

    private static string NameOf(ManifestSync sync) => Commands.Source.Name(sync.Source);

    private static string FormatOf(ManifestSync sync) => sync.Request.Format.ToString().ToLowerInvariant();
}
