namespace MarketoSync.Runs;

/// <summary>
/// Two processes do the same step of a batch: the engine believed one of them dead. The one that comes second must not go on from
/// what it read.
/// </summary>
public sealed class BatchTakenException(string batch) : Exception($"Batch {batch} was taken on by another process.");
