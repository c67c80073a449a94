namespace MarketoSync.Simulator;

/// <summary>A program that leads are members of.</summary>
/// <param name="Id">A whole number above 0. The ledger knows its members as <c>programs/{Id}/members</c>.</param>
/// <param name="Statuses">The statuses of its channel in order of their steps. The last one is the success.</param>
public sealed record SimulatedProgram(long Id, string Name, IReadOnlyList<string> Statuses);
