using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using MarketoSync.Queueing;
using MarketoSync.Storage.Blobs;

namespace MarketoSync.Storage.Queues;

/// <summary>
/// A queue of the storage account, with <c>NAME-poison</c> for what is set aside. Content that is too large for a message is the blob
/// <c>QUEUE/…</c>, and the message leads to it. A blob stays behind where a process dies between it and its message: a lifecycle rule on the
/// container removes those.
/// </summary>
/// <param name="queues">Without an encoding of messages of its own.</param>
/// <param name="name">The queue's name.</param>
/// <param name="container">The name of a container that holds nothing else.</param>
public sealed class AzureRecordQueue(QueueServiceClient queues, BlobServiceClient blobs, string name, string container) : IRecordQueue
{
    /// <summary>The service gives no more at a time.</summary>
    private const int MostAtOnce = 32;

    private static readonly TimeSpan s_leastHidden = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_puttingBack = TimeSpan.FromMinutes(5);

    private readonly CheckedQueue _waiting = new(queues.GetQueueClient(name), new Container(blobs, container));
    private readonly CheckedQueue _aside = new(queues.GetQueueClient($"{name}-poison"), new Container(blobs, container));

    public Task EnqueueAsync(ReadOnlyMemory<byte> content, CancellationToken cancellation) => _waiting.SendAsync(content, cancellation);

    /// <inheritdoc/>
    /// <param name="hidden">A second at least, which is the service's own least.</param>
    public async Task<IReadOnlyList<QueuedRecord>> ReceiveAsync(int most, TimeSpan hidden, CancellationToken cancellation)
    {
        var records = new List<QueuedRecord>();
        while (records.Count < most)
        {
            var asked = Math.Min(MostAtOnce, most - records.Count);
            var received = await _waiting.ReceiveAsync(asked, hidden < s_leastHidden ? s_leastHidden : hidden, cancellation);
            records.AddRange(received);
            if (received.Count < asked) break;
        }

        return records;
    }

    public Task<bool> DeleteAsync(QueuedRecord record, CancellationToken cancellation) => _waiting.DeleteAsync(record, cancellation);

    /// <inheritdoc/>
    /// <remarks>Copied first and then deleted: a crash between leaves it in both places, and it is set aside once more.</remarks>
    public async Task SetAsideAsync(QueuedRecord record, CancellationToken cancellation)
    {
        await CopyAsync(record, _aside, cancellation);
        await _waiting.DeleteAsync(record, cancellation, keepsClaim: record.IsUnread);
    }

    public async Task<QueueCounts> CountAsync(CancellationToken cancellation) =>
        new(await _waiting.CountAsync(cancellation), await _aside.CountAsync(cancellation));

    /// <inheritdoc/>
    /// <remarks>They come as new messages, with new ids. One that cannot be read now stays, and is there again after a while.</remarks>
    public async Task<int> PutBackAsync(CancellationToken cancellation)
    {
        var back = 0;
        while (await _aside.ReceiveAsync(MostAtOnce, s_puttingBack, cancellation) is { Count: > 0 } records)
        {
            foreach (var record in records.Where(one => !one.IsUnread))
            {
                await CopyAsync(record, _waiting, cancellation);
                await _aside.DeleteAsync(record, cancellation);
                back++;
            }
        }

        return back;
    }

    private static Task CopyAsync(QueuedRecord record, CheckedQueue to, CancellationToken cancellation) => record.Content is { } content
        ? to.SendAsync(content, cancellation)
        : to.SendAsync(QueueReceipt.Read(record.Receipt).Text!, cancellation);
}
