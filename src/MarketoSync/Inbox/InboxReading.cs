using MarketoSync.Intake;
using MarketoSync.Runs;

namespace MarketoSync.Inbox;

/// <summary>Reads the inbox's current file into its run.</summary>
internal sealed class InboxReading(IInbox inbox, IRunStore store, RunIntake intake)
{
    public static bool IsSame(InboxFile one, InboxFile other) => one.Name == other.Name && one.Version == other.Version;

    /// <summary>
    /// Whoever was reading the current file in did not finish: that begins anew, out of the reach of a process that is not dead but slow.
    /// </summary>
    public async Task TakeOverAsync(InboxBook book, CancellationToken cancellation)
    {
        if (book.Current is { IsReadIn: false } left && await RunDefinitionFile.ReadAsync(store.Open(left.Run), cancellation) is null)
            await book.DiscardAsync(left.Anew(), cancellation);
    }

    /// <summary>Reads the current file in. Afterwards its run may be begun, or the file is gone and no longer current.</summary>
    /// <returns>
    /// An <see cref="InputError"/> or a <see cref="DescriptionFault"/> if the file cannot be read, in which case it is still current.
    /// </returns>
    public async Task<IntakeResult?> ReadInAsync(InboxBook book, SyncRequest request, CancellationToken cancellation)
    {
        var entry = book.Current!;
        if (await RunDefinitionFile.ReadAsync(store.Open(entry.Run), cancellation) is null)
        {
            IntakeResult read;
            await using (var source = await inbox.OpenAsync(entry.File, cancellation))
            {
                if (source is null)
                {
                    await book.SetAsync(null, cancellation);
                    return null;
                }

                read = await intake.ReadAsync(entry.Run, source, new RunOrigin(entry.File.Name, entry.File.Version), request, cancellation);
            }

            if (read is not IntakeSummary)
            {
                await store.DeleteAsync(entry.Run, cancellation);
                return read;
            }

            // A file that was still being written when it was read is another version now, and only that one is whole.
            if (await inbox.FindAsync(entry.File.Name, cancellation) is not { } now || !IsSame(now, entry.File))
            {
                await book.DiscardAsync(null, cancellation);
                return null;
            }
        }

        await book.SetAsync(entry with { IsReadIn = true }, cancellation);
        return null;
    }
}
