namespace MarketoSync.Runs;

/// <summary>
/// This process was held up for so long that another one took its turn, and has gone on from what this one had read. It must leave all
/// as it is.
/// </summary>
internal sealed class TurnLostException(string name) : Exception($"{name} was written by another process meanwhile.");
