namespace MarketoSync.Orchestration;

/// <summary>Asks how many of the subscription's calls of today are used.</summary>
/// <param name="Look">Which look of the run this is.</param>
public sealed record UsageInput(string Run, int Look);
