namespace MarketoSync.Api.Records;

/// <summary>What is in the queue, about.</summary>
/// <param name="Waiting">Messages, of one or a few records each, that wait for the next round.</param>
/// <param name="SetAside">Messages that could not be taken and are kept.</param>
public sealed record QueueStatus(long Waiting, long SetAside);
