using MarketoSync.Recovery;
using MarketoSync.Records;

namespace MarketoSync.Orchestration;

/// <summary>Asks to give the records of a batch that are left one result.</summary>
/// <param name="Code">Why: the last fault's code.</param>
public sealed record ConcludeInput(string Run, OpenBatch Batch, RecordStatus Status, string Code);
