using MarketoSync.Configuration;
using MarketoSync.Runs;

namespace MarketoSync.Api.Syncs;

/// <summary>
/// Removes what is kept of an <c>Idempotency-Key</c> once that is older than <c>Sync__KeepHistoryDays</c>: the same request is then a new
/// one. The store's clock decides.
/// </summary>
public sealed class ExpiredKeys(IRunStore store, SyncSettings settings, TimeProvider time)
{
    public Task RemoveAsync(CancellationToken cancellation) =>
        store.Shared.DeleteOlderAsync(KeyedRequests.Folder, time.GetUtcNow() - settings.KeepHistory, cancellation);
}
