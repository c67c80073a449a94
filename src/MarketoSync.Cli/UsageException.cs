namespace MarketoSync.Cli;

/// <summary>What the user has to mend before anything is sent. Its message is all that is shown.</summary>
public sealed class UsageException(string message, Exception? cause = null) : Exception(message, cause);
