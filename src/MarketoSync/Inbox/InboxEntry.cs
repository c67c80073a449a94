using System.Globalization;
using MarketoSync.Runs;

namespace MarketoSync.Inbox;

/// <summary>The file that is being synced.</summary>
/// <param name="Attempt">
/// How often its reading in was begun anew. Each time has a run of its own, because the process that began it may still write there.
/// </param>
/// <param name="IsReadIn">Whether <paramref name="Run"/> may be begun. What is not read in was never begun.</param>
internal sealed record InboxEntry(InboxFile File, SyncOptions Options, string Run, int Attempt = 0, bool IsReadIn = false)
{
    public static InboxEntry Of(InboxFile file, SyncOptions options) => new(file, options.Kept(), RunOf(file, 0));

    public InboxEntry Anew() => this with { Attempt = Attempt + 1, Run = RunOf(File, Attempt + 1) };

    /// <summary>Whether this is what is asked for, in whatever words.</summary>
    public bool IsFor(InboxFile file, SyncRequest request) =>
        InboxReading.IsSame(File, file) && SyncRequest.TryRead(Options, File.Name, out var mine, out _) && mine.Format == request.Format && mine.Options() == request.Options();

    private static string RunOf(InboxFile file, int attempt) =>
        RunId.Of(file.ModifiedAt, string.Create(CultureInfo.InvariantCulture, $"{file.Name}\n{file.Version}\n{attempt}"));
}
