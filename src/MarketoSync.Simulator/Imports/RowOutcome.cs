namespace MarketoSync.Simulator;

/// <summary>What became of a row: failed, or written with or without a warning.</summary>
/// <param name="Failure">Why it failed; null where it was written.</param>
internal readonly record struct RowOutcome(string? Failure, string? Warning);
