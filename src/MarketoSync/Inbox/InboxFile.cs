namespace MarketoSync.Inbox;

/// <summary>A file in the inbox.</summary>
/// <param name="Name">Its path within the inbox, with <c>/</c>.</param>
/// <param name="Version">Tells this content from a later one of the same name.</param>
public sealed record InboxFile(string Name, string Version, DateTimeOffset ModifiedAt, long Bytes);
