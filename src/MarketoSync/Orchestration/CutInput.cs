using MarketoSync.Batching;

namespace MarketoSync.Orchestration;

/// <summary>Asks for the next batches of the plan.</summary>
/// <param name="From">Position of the first record that is in no batch yet.</param>
/// <param name="FirstNumber">Number of the first batch.</param>
/// <param name="MaxBatches">Batches to cut at most.</param>
public sealed record CutInput(string Run, uint From, int FirstNumber, int MaxBatches, BatchLimits Limits);
