namespace MarketoSync.Queueing;

/// <summary>Which messages a run holds.</summary>
/// <param name="IsReadIn">Whether they are in the run for good, and it may be begun. Until then they are in none.</param>
/// <param name="Messages">Ids of those that may still be in the queue.</param>
/// <param name="Posts">Ids of the posts that all of them hold.</param>
internal sealed record DrainNote(
    string Run, DateTimeOffset NotedAt, IReadOnlyCollection<string> Messages, bool IsReadIn = false, IReadOnlyCollection<string>? Posts = null);
