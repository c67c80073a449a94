using System.Security.Cryptography;
using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using MarketoSync.Queueing;
using MarketoSync.Storage.Blobs;

namespace MarketoSync.Storage.Queues;

/// <summary>
/// One queue of the service. What is too large for a message is put in a blob, its claim check, which no other message leads to. The
/// queue is made by the first message that finds none.
/// </summary>
internal sealed class CheckedQueue(QueueClient queue, Container claims)
{
    private static readonly TimeSpan s_forEver = TimeSpan.FromSeconds(-1);

    /// <summary>By how much the service's clock may be ahead of what its answer says.</summary>
    private static readonly TimeSpan s_clock = TimeSpan.FromSeconds(1);

    public async Task SendAsync(ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        if (QueueMessageText.Length(content.Length) <= queue.MessageMaxBytes)
        {
            await SendAsync(QueueMessageText.OfContent(content.Span), cancellation);
            return;
        }

        var blob = $"{queue.Name}/{RandomNumberGenerator.GetHexString(32, lowercase: true)}";
        await claims.WriteAsync(
            () => claims.Blob(blob).UploadAsync(BinaryData.FromBytes(content).ToStream(), new BlobUploadOptions(), cancellation),
            cancellation);
        await SendAsync(QueueMessageText.OfBlob(blob), cancellation);
    }

    /// <summary>Sends a message that was received, and could not be read, as it is.</summary>
    public async Task SendAsync(string text, CancellationToken cancellation)
    {
        try
        {
            await Container.CallAsync(() => queue.SendMessageAsync(text, null, s_forEver, cancellation));
        }
        catch (StorageFaultException fault) when (IsNoQueue(fault.InnerException))
        {
            await Container.CallAsync(() => queue.CreateIfNotExistsAsync(cancellationToken: cancellation));
            await Container.CallAsync(() => queue.SendMessageAsync(text, null, s_forEver, cancellation));
        }
    }

    /// <summary>At most 32.</summary>
    public async Task<IReadOnlyList<QueuedRecord>> ReceiveAsync(int most, TimeSpan hidden, CancellationToken cancellation)
    {
        var messages = await Container.FindAsync(async () => (await queue.ReceiveMessagesAsync(most, hidden, cancellation)).Value) ?? [];
        var records = new List<QueuedRecord>(messages.Length);
        foreach (var message in messages) records.Add(await ReadAsync(message, cancellation));
        return records;
    }

    /// <summary>The message first: one whose claim check leads nowhere would be lost.</summary>
    /// <param name="keepsClaim">Whether another message leads to its claim check now.</param>
    /// <returns>False if it may still be there.</returns>
    public async Task<bool> DeleteAsync(QueuedRecord record, CancellationToken cancellation, bool keepsClaim = false)
    {
        var receipt = QueueReceipt.Read(record.Receipt);
        if (!await DeleteAsync(record.Id, receipt, cancellation)) return false;

        if (!keepsClaim && receipt.Text is { } text && QueueMessageText.BlobOf(text) is { } blob)
            await Container.CallAsync(() => claims.Blob(blob).DeleteIfExistsAsync(cancellationToken: cancellation));
        return true;
    }

    public async Task<long> CountAsync(CancellationToken cancellation) =>
        (await Container.FindAsync(async () => (await queue.GetPropertiesAsync(cancellation)).Value))?.ApproximateMessagesCountLong ?? 0;

    private static bool IsNoQueue(Exception? fault) =>
        fault is RequestFailedException answer && answer.ErrorCode == QueueErrorCode.QueueNotFound;

    private async Task<QueuedRecord> ReadAsync(QueueMessage message, CancellationToken cancellation)
    {
        var text = message.Body.ToString();
        var inText = QueueMessageText.ContentOf(text);
        var (content, isUnread) = inText is null && QueueMessageText.BlobOf(text) is { } blob
            ? await ReadAsync(blob, cancellation)
            : (inText, false);
        var receipt = new QueueReceipt(message.PopReceipt, message.NextVisibleOn.GetValueOrDefault(), inText is null ? text : null);
        return new QueuedRecord(
            message.MessageId, receipt.ToString(), message.DequeueCount, message.InsertedOn.GetValueOrDefault(), content, isUnread);
    }

    private async Task<(ReadOnlyMemory<byte>? Content, bool IsUnread)> ReadAsync(string blob, CancellationToken cancellation)
    {
        try
        {
            var found = await Container.FindAsync(async () => (await claims.Blob(blob).DownloadContentAsync(cancellation)).Value);
            return (found?.Content.ToMemory(), false);
        }
        catch (StorageFaultException)
        {
            // The other messages that were received with this one are hidden by now, and would all be received in vain.
            return (null, true);
        }
    }

    private Task<bool> DeleteAsync(string id, QueueReceipt receipt, CancellationToken cancellation) => Container.CallAsync(async () =>
    {
        try
        {
            await queue.DeleteMessageAsync(id, receipt.PopReceipt, cancellation);
            return true;
        }
        catch (RequestFailedException fault) when (fault.ErrorCode == QueueErrorCode.PopReceiptMismatch)
        {
            return false;
        }
        catch (RequestFailedException fault) when (fault.Status == 404)
        {
            // The service says so also of a receipt that no longer holds, and one holds for as long as the message is hidden.
            return fault.GetRawResponse()?.Headers.Date + s_clock <= receipt.HiddenUntil;
        }
    });
}
