namespace MarketoSync.Queueing;

/// <summary>
/// Records that came one by one and wait to be synced together. A message is delivered until it is deleted, at least once, about in order.
/// </summary>
public interface IRecordQueue
{
    /// <summary>Keeps the content, whatever its size, safely from when this returns.</summary>
    Task EnqueueAsync(ReadOnlyMemory<byte> content, CancellationToken cancellation);

    /// <summary>
    /// Takes messages out of others' sight for <paramref name="hidden"/>. One whose content cannot be read now keeps no other from coming.
    /// </summary>
    /// <returns>At most <paramref name="most"/>; none if nothing is to be had.</returns>
    Task<IReadOnlyList<QueuedRecord>> ReceiveAsync(int most, TimeSpan hidden, CancellationToken cancellation);

    /// <summary>Removes a message for good, and what its claim check leads to. One that is gone is no error.</summary>
    /// <returns>False if it was received again meanwhile, and is still there.</returns>
    Task<bool> DeleteAsync(QueuedRecord record, CancellationToken cancellation);

    /// <summary>Puts a message that cannot be taken where it is kept and seen.</summary>
    Task SetAsideAsync(QueuedRecord record, CancellationToken cancellation);

    /// <summary>About how many messages wait, and how many are set aside.</summary>
    Task<QueueCounts> CountAsync(CancellationToken cancellation);

    /// <summary>Puts all that was set aside back into the queue.</summary>
    /// <returns>How many.</returns>
    Task<int> PutBackAsync(CancellationToken cancellation);
}
