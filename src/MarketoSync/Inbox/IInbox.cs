namespace MarketoSync.Inbox;

/// <summary>Where files are put to be synced.</summary>
public interface IInbox
{
    /// <summary>Where files go whose run is over.</summary>
    const string Archive = "archive/";

    /// <summary>Where files go that could not be read.</summary>
    const string Failed = "failed/";

    /// <summary>The files that wait, in ordinal order of their names; none below <see cref="Archive"/> and <see cref="Failed"/>.</summary>
    IAsyncEnumerable<InboxFile> ListAsync(CancellationToken cancellation);

    /// <summary>The file of that name, or null where there is none.</summary>
    Task<InboxFile?> FindAsync(string name, CancellationToken cancellation);

    /// <summary>Opens the file, or gives null if it is gone or is no longer this version.</summary>
    Task<Stream?> OpenAsync(InboxFile file, CancellationToken cancellation);

    /// <summary>
    /// Moves the file below <paramref name="place"/> as <c>NAME.RUN</c> with its own extension at the end, and writes its report beside it
    /// under the same name with <c>.report.json</c> added. Repeating it changes nothing. A file that is no longer this version stays.
    /// </summary>
    /// <param name="place"><see cref="Archive"/> or <see cref="Failed"/>.</param>
    Task FileAwayAsync(InboxFile file, string place, string run, ReadOnlyMemory<byte> report, CancellationToken cancellation);
}
