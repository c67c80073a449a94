namespace MarketoSync.Simulator;

/// <summary>How many leads have a key, and the first of them.</summary>
internal readonly record struct KeyMatch(int Count, int First);
