namespace MarketoSync.Budget.Leasing;

/// <summary>Places in the window, or calls at a time, that are taken until then.</summary>
public sealed record BusyUntil(DateTimeOffset Time, int Count);
