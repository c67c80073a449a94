using Azure.Storage.Blobs.Specialized;

namespace MarketoSync.Storage.Blobs;

/// <summary>
/// A lease that is renewed until it is disposed of. One that cannot be renewed passes on to others: what is done in a turn must stand that.
/// </summary>
internal sealed class BlobTurn : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly BlobLeaseClient _lease;
    private readonly PeriodicTimer _renewals;
    private readonly Task _renewing;

    public BlobTurn(BlobLeaseClient lease, TimeProvider time)
    {
        _lease = lease;
        _renewals = new PeriodicTimer(BlobExclusive.Length / 3, time);
        _renewing = RenewAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _renewals.Dispose();
        await _end.CancelAsync();
        await _renewing;
        await TryAsync(() => _lease.ReleaseAsync());
        _end.Dispose();
    }

    private async Task RenewAsync()
    {
        while (await _renewals.WaitForNextTickAsync())
            await TryAsync(() => _lease.RenewAsync(cancellationToken: _end.Token));
    }

    private static async Task TryAsync(Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (Exception fault) when (StorageFaults.Is(fault) || fault is OperationCanceledException)
        {
            // The lease is lost, or runs out by itself.
        }
    }
}
