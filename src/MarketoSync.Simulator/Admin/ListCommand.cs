namespace MarketoSync.Simulator;

/// <summary>Puts leads into a list.</summary>
internal sealed record ListCommand(long List, IReadOnlyList<long> Leads);
