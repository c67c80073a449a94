namespace MarketoSync.Simulator;

/// <summary>Spends quota as another integration does.</summary>
internal sealed record UsageCommand(long Calls, string User = "other-user@simulator.example");
