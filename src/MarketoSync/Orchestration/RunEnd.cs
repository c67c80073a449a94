using MarketoSync.Runs;

namespace MarketoSync.Orchestration;

/// <summary>How a run ended; its report tells the rest.</summary>
public sealed record RunEnd(RunState State, string? StopReason);
