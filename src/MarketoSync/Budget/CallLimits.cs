namespace MarketoSync.Budget;

/// <summary>How many calls to make at most.</summary>
/// <param name="PerWindow">In any <paramref name="Window"/>, looking back from each call.</param>
/// <param name="Concurrent">Unanswered at a time.</param>
/// <param name="Daily">Between one midnight in Chicago and the next.</param>
public sealed record CallLimits(int PerWindow, TimeSpan Window, int Concurrent, int Daily);
