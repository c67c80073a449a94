using MarketoSync.Configuration;
using MarketoSync.Intake;
using MarketoSync.Runs;

namespace MarketoSync.Inbox;

/// <summary>
/// Syncs the inbox's files, one at a time and in the order of their names, because two of them may hold the same key and only one writer a
/// key may be at work. Each version of a file is synced in one run, however many processes try and wherever one of them dies: the next
/// sweep finishes what was begun. A file whose run is over goes to <see cref="IInbox.Archive"/> with its report, also if the run was
/// cancelled; one that cannot be read, or whose run broke down, to <see cref="IInbox.Failed"/>.
/// </summary>
public sealed class InboxSweep(
    IInbox inbox,
    IRunStore store,
    IExclusive exclusive,
    RunIntake intake,
    RunStarter starter,
    SyncSettings settings,
    TimeProvider time) : IFiling
{
    private const string Turn = "inbox";

    /// <summary>Readings of one version of a file among which its run is looked for. Each after the first takes a crash.</summary>
    private const int MostAttempts = 10;

    private readonly InboxReading _reading = new(inbox, store, intake);

    /// <summary>Goes on with the file that is being synced, and with the next ones. Does nothing if another process is at it.</summary>
    public async Task SweepAsync(CancellationToken cancellation)
    {
        await using var turn = await exclusive.TryEnterAsync(Turn, cancellation);
        if (turn is null) return;
        try
        {
            await GoOnAsync(await InboxBook.ReadAsync(store, time, cancellation), cancellation);
        }
        catch (TurnLostException)
        {
        }
    }

    /// <summary>Syncs one file of the inbox now, with options of its own.</summary>
    /// <param name="name">Its path within the inbox.</param>
    public async Task<InboxBegin> BeginAsync(string name, SyncOptions options, CancellationToken cancellation)
    {
        if (!SyncRequest.TryRead(options, name, out var request, out var wrong)) return new InboxBegin.OptionRefused(wrong);

        await using var turn = await exclusive.TryEnterAsync(Turn, cancellation);
        var book = await InboxBook.ReadAsync(store, time, cancellation);
        if (turn is null) return new InboxBegin.Busy(book.Current?.Run);
        try
        {
            await _reading.TakeOverAsync(book, cancellation);
            var isFree = await SettleAsync(book, cancellation);
            if (await inbox.FindAsync(name, cancellation) is not { } file) return new InboxBegin.NotFound();
            if (!isFree)
            {
                var current = book.Current!;
                return current.IsFor(file, request) ? new InboxBegin.Begun(current.Run) : new InboxBegin.Busy(current.Run);
            }

            await book.TakeAsync(file, options, cancellation);
            if (await _reading.ReadInAsync(book, request, cancellation) is { } unread)
            {
                await book.SetAsync(null, cancellation);
                return unread is InputError error ? new InboxBegin.InputRefused(error) : new InboxBegin.NotDescribed((DescriptionFault)unread);
            }

            if (book.Current is not { } entry) return new InboxBegin.NotFound();
            await starter.FollowAsync(entry.Run, cancellation);
            return new InboxBegin.Begun(entry.Run);
        }
        catch (Exception fault) when (fault is TurnLostException or NotDescribedException)
        {
            return new InboxBegin.Busy(null);
        }
    }

    /// <summary>The file of that name, or null where there is none.</summary>
    public Task<InboxFile?> FindAsync(string name, CancellationToken cancellation) => inbox.FindAsync(name, cancellation);

    /// <summary>The run that this version of a file had with these options, if there is one and the file is not being synced.</summary>
    public async Task<string?> FindPastAsync(InboxFile file, SyncRequest request, CancellationToken cancellation)
    {
        var current = (await InboxBook.ReadAsync(store, time, cancellation)).Current;
        if (current is not null && InboxReading.IsSame(current.File, file)) return null;

        var entry = InboxEntry.Of(file, new SyncOptions());
        for (; entry.Attempt < MostAttempts; entry = entry.Anew())
        {
            if (await RunDefinitionFile.ReadAsync(store.Open(entry.Run), cancellation) is { } run
                && run.InboxVersion == file.Version
                && SyncRequest.Of(run)?.Answers(request) == true)
            {
                return run.Run;
            }
        }

        return null;
    }

    /// <inheritdoc/>
    /// <remarks>Where the inbox has a schedule the next file follows at once.</remarks>
    public async Task FileAwayAsync(string run, CancellationToken cancellation)
    {
        if (await RunDefinitionFile.ReadAsync(store.Open(run), cancellation) is not { InboxVersion: { } version } definition) return;

        var current = (await InboxBook.ReadAsync(store, time, cancellation)).Current;
        var file = current?.Run == run ? current.File : await inbox.FindAsync(definition.Source, cancellation);
        if (file?.Version == version)
            await inbox.FileAwayAsync(file, IInbox.Archive, run, await ReportAsync(run, definition.Source, cancellation), cancellation);

        try
        {
            await FollowUpAsync(run, cancellation);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // This run is over and filed away. What the next file meets, the next sweep meets again, and reports.
        }
    }

    private async Task FollowUpAsync(string run, CancellationToken cancellation)
    {
        await using var turn = await exclusive.TryEnterAsync(Turn, cancellation);
        if (turn is null) return;

        var book = await InboxBook.ReadAsync(store, time, cancellation);
        if (book.Current?.Run == run) await book.SetAsync(null, cancellation);
        if (settings.Schedule is not null) await GoOnAsync(book, cancellation);
    }

    private async Task GoOnAsync(InboxBook book, CancellationToken cancellation)
    {
        await book.CleanAsync(cancellation);
        await _reading.TakeOverAsync(book, cancellation);
        if (!await SettleAsync(book, cancellation)) return;

        await foreach (var file in inbox.ListAsync(cancellation))
        {
            await book.TakeAsync(file, settings.InboxOptions, cancellation);
            if (!await SettleAsync(book, cancellation)) return;
        }
    }

    /// <summary>Takes the current file as far as it goes now.</summary>
    /// <returns>Whether it is done with, so that the next one may come.</returns>
    /// <exception cref="NotDescribedException">Marketo cannot be asked now. The file waits for the next sweep.</exception>
    private async Task<bool> SettleAsync(InboxBook book, CancellationToken cancellation)
    {
        if (book.Current is { IsReadIn: false } unread)
        {
            if (!SyncRequest.TryRead(unread.Options, unread.File.Name, out var request, out var fault))
                return await FailAsync(book, $"{fault.Option} {fault.Text}", null, cancellation);
            switch (await _reading.ReadInAsync(book, request, cancellation))
            {
                case InputError error:
                    return await FailAsync(book, error.Text, error.Line, cancellation);
                case DescriptionFault { IsLasting: true } undescribed:
                    return await FailAsync(book, undescribed.Text, null, cancellation);
                case DescriptionFault undescribed:
                    // Nothing was written of it, so that its next reading needs no run of another id.
                    if (unread.Options == settings.InboxOptions.Kept()) await book.SetAsync(null, cancellation);
                    throw new NotDescribedException(undescribed.Text);
            }
        }

        if (book.Current is not { } entry) return true;

        var activity = await starter.FollowAsync(entry.Run, cancellation);
        switch (activity?.Phase)
        {
            case RunPhase.Running or RunPhase.Stopped:
                return false;
            case RunPhase.Ended:
                var report = await ReportAsync(entry.Run, entry.File.Name, cancellation);
                return await FileAsync(book, IInbox.Archive, report, cancellation);
            case RunPhase.Failed:
                var why = activity.Fault ?? "it is not known why";
                return await FailAsync(book, $"The run broke down ({why}). What was sent until then is kept with the run.", null, cancellation);
            default:
                return await FailAsync(book, "The run was removed, so what became of the records is not known.", null, cancellation);
        }
    }

    private Task<bool> FailAsync(InboxBook book, string reason, uint? line, CancellationToken cancellation)
    {
        var entry = book.Current!;
        return FileAsync(book, IInbox.Failed, new InboxFault(entry.Run, entry.File.Name, reason, line).Content(), cancellation);
    }

    private async Task<bool> FileAsync(InboxBook book, string place, ReadOnlyMemory<byte> report, CancellationToken cancellation)
    {
        var entry = book.Current!;
        await inbox.FileAwayAsync(entry.File, place, entry.Run, report, cancellation);
        await book.SetAsync(null, cancellation);
        return true;
    }

    private async Task<ReadOnlyMemory<byte>> ReportAsync(string run, string file, CancellationToken cancellation) =>
        await store.Open(run).ReadAsync(RunFiles.Report, cancellation)
        ?? new InboxFault(run, file, "The run is over, and its report was removed.").Content();
}
