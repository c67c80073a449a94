namespace MarketoSync.Cli;

/// <summary>The environment failed a run: a full disk, say. What was sent is kept. Its message is all that is shown.</summary>
public sealed class StoppedException(string message, Exception cause) : Exception(message, cause);
