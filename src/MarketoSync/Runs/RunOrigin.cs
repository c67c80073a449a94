namespace MarketoSync.Runs;

/// <summary>Where a run's records came from.</summary>
/// <param name="Source">For people to read: a file's name, <c>-</c>, or what brought them.</param>
/// <param name="InboxVersion">The version of the inbox's file named <paramref name="Source"/>, if it came from there.</param>
public sealed record RunOrigin(string Source, string? InboxVersion = null);
