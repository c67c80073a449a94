namespace MarketoSync.Simulator;

/// <summary>The calls of one quota day.</summary>
/// <param name="Users">Calls by user, the simulator's own API user first.</param>
internal sealed record DayUsage(DateOnly Day, long Calls, IReadOnlyList<(string User, long Calls)> Users);
