namespace MarketoSync.Queueing;

/// <summary>How much is in a queue.</summary>
public sealed record QueueCounts(long Waiting, long SetAside);
