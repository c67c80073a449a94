namespace MarketoSync.Simulator;

/// <summary>How many jobs of other users there was room for.</summary>
internal sealed record OccupyReport(int Jobs);
