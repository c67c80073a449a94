namespace MarketoSync.Tests.Runs;

/// <summary>The process that makes a call is dead. It makes no other.</summary>
public sealed class ProcessDiedException() : Exception("The process died.");
