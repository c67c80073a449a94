namespace MarketoSync.EndToEnd.Support.Storms;

/// <summary>A record of a source.</summary>
/// <param name="Key">How the simulator's ledger names it.</param>
internal sealed record StormRecord(string Key, params IReadOnlyList<(string Field, object? Value)> Fields);
