namespace MarketoSync.Queueing;

/// <summary>A message that was received from the queue and is not deleted yet.</summary>
/// <param name="Id">The same each time the message is received.</param>
/// <param name="Receipt">What deletes it, until it is received again.</param>
/// <param name="TimesReceived">How often it was received, this time included.</param>
/// <param name="Content">What was enqueued, or null if it is lost: its claim check leads nowhere, or it is no message of ours.</param>
/// <param name="IsUnread">Whether the content could not be read this time, and may be another time. Then there is none here.</param>
public sealed record QueuedRecord(
    string Id, string Receipt, long TimesReceived, DateTimeOffset QueuedAt, ReadOnlyMemory<byte>? Content, bool IsUnread = false);
