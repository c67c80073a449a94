using MarketoSync.Batching;

namespace MarketoSync.Orchestration;

/// <summary>Asks for the two halves of a batch.</summary>
public sealed record SplitInput(string Run, Batch Batch, BatchLimits Limits);
