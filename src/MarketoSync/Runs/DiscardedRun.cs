namespace MarketoSync.Runs;

/// <summary>
/// A run that was given up before it began. Its folder is emptied time and again, because the process that wrote to it may not be
/// dead but held up, and write once more.
/// </summary>
internal sealed record DiscardedRun(string Run, DateTimeOffset At)
{
    private static readonly TimeSpan s_kept = TimeSpan.FromDays(1);

    /// <returns>Those that are still to be kept in mind.</returns>
    public static async Task<IReadOnlyList<DiscardedRun>> DeleteAsync(
        IReadOnlyList<DiscardedRun> discarded, IRunStore store, DateTimeOffset now, CancellationToken cancellation)
    {
        foreach (var one in discarded) await store.DeleteAsync(one.Run, cancellation);
        return [.. discarded.Where(one => now - one.At < s_kept)];
    }
}
