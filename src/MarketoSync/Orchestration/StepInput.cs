using MarketoSync.Recovery;

namespace MarketoSync.Orchestration;

/// <summary>Asks for the next step of a batch: send, look up or verify.</summary>
public sealed record StepInput(string Run, OpenBatch Batch);
