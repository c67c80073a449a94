namespace MarketoSync.Simulator;

/// <summary>A static list of leads.</summary>
/// <param name="Id">A whole number above 0. The ledger knows the list as <c>lists/{Id}</c>.</param>
public sealed record SimulatedList(long Id, string Name);
