using MarketoSync.Recovery;

namespace MarketoSync.Orchestration;

/// <summary>A batch whose step is under way.</summary>
internal sealed record Flight(OpenBatch Batch, Task<BatchOutcome> Outcome);
