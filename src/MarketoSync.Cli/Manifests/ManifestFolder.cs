using System.Text.Json;
using MarketoSync.Runs;
using MarketoSync.Storage.Files;

namespace MarketoSync.Cli.Manifests;

/// <summary>What is kept of a manifest's run beside the runs of its syncs: <c>_shared/manifests/ID</c>.</summary>
internal sealed class ManifestFolder(IRunStore store, string runs, string id)
{
    private const string Manifests = "manifests";

    private string Begun => $"{Manifests}/{id}/begun.json";

    /// <summary>Whether a manifest was begun by that id.</summary>
    public async Task<bool> ExistsAsync(CancellationToken cancellation) => await store.Shared.ReadAsync(Begun, cancellation) is not null;

    public async Task<ManifestNote?> ReadAsync(CancellationToken cancellation) =>
        await store.Shared.ReadAsync(Begun, cancellation) is { } content
            ? JsonSerializer.Deserialize(content.Span, ManifestJson.Default.ManifestNote)
            : null;

    public Task WriteAsync(ManifestNote note, CancellationToken cancellation) =>
        store.Shared.WriteAsync(Begun, JsonSerializer.SerializeToUtf8Bytes(note, ManifestJson.Default.ManifestNote), cancellation);

    /// <summary>Removes the note of what did not begin.</summary>
    public async Task ForgetAsync()
    {
        try
        {
            await store.Shared.DeleteAsync(Begun, CancellationToken.None);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // Why it did not begin is what the user must learn.
        }
    }

    public Task WriteSummaryAsync(ReadOnlyMemory<byte> json) =>
        store.Shared.WriteAsync($"{Manifests}/{id}/summary.json", json, CancellationToken.None);

    /// <summary>Takes the whole for this process: between two of its runs no journal is open that would keep another out.</summary>
    /// <returns>Null if another process has it.</returns>
    public Task<IAsyncDisposable?> TryEnterAsync(CancellationToken cancellation) =>
        new FileExclusive(Path.Combine(runs, "_shared", Manifests, id)).TryEnterAsync("turn", cancellation);
}
