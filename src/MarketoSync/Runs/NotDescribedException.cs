namespace MarketoSync.Runs;

/// <summary>What Marketo tells of an object is needed before records can be taken in, and it cannot be asked now. Nothing was taken.</summary>
public sealed class NotDescribedException(string message) : Exception(message);
