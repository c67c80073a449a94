namespace MarketoSync.Queueing;

/// <summary>Posts that were in runs which are over. Copies of their messages may still come.</summary>
/// <param name="Posts">Their ids.</param>
internal sealed record TakenPosts(DateTimeOffset At, IReadOnlyCollection<string> Posts);
