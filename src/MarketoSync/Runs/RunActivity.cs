using MarketoSync.Orchestration;

namespace MarketoSync.Runs;

/// <summary>What an engine knows of a run.</summary>
/// <param name="Progress">The last that was reported, if anything was.</param>
/// <param name="Fault">What broke it, for an operator to read: no record and no text of Marketo's.</param>
/// <param name="CanResume">Whether a run that failed can be continued.</param>
/// <param name="IsTerminated">Whether it failed because an operator ended it in the engine, past the run's own cancelling.</param>
public sealed record RunActivity(RunPhase Phase, RunProgress? Progress = null, string? Fault = null, bool CanResume = true, bool IsTerminated = false);
