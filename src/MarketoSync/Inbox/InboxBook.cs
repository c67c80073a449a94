using MarketoSync.Runs;

namespace MarketoSync.Inbox;

/// <summary>The <see cref="InboxState"/> as one process reads and writes it, while it is its turn.</summary>
internal sealed class InboxBook
{
    private const string Name = "inbox.json";

    private readonly IRunStore _store;
    private readonly TimeProvider _time;
    private readonly SharedNote<InboxState> _note;

    private InboxBook(IRunStore store, TimeProvider time, SharedNote<InboxState> note) => (_store, _time, _note) = (store, time, note);

    public InboxEntry? Current => _note.Content.Current;

    public static async Task<InboxBook> ReadAsync(IRunStore store, TimeProvider time, CancellationToken cancellation) =>
        new(store, time, await SharedNote<InboxState>.ReadAsync(
            store.Shared, Name, InboxJson.Default.InboxState, new InboxState(0, null, []), cancellation));

    /// <summary>Makes a file the current one.</summary>
    /// <exception cref="TurnLostException">Another process went on meanwhile.</exception>
    public Task TakeAsync(InboxFile file, SyncOptions options, CancellationToken cancellation)
    {
        var entry = InboxEntry.Of(file, options);
        while (_note.Content.Discarded.Any(discarded => discarded.Run == entry.Run)) entry = entry.Anew();
        return SetAsync(entry, cancellation);
    }

    /// <exception cref="TurnLostException">Another process went on meanwhile.</exception>
    public Task SetAsync(InboxEntry? current, CancellationToken cancellation) =>
        _note.WriteAsync(_note.Content with { Current = current }, cancellation);

    /// <summary>Gives up the current file's run, which was not begun and from now on cannot be.</summary>
    /// <param name="next">What is current instead.</param>
    /// <exception cref="TurnLostException">Another process went on meanwhile.</exception>
    public async Task DiscardAsync(InboxEntry? next, CancellationToken cancellation)
    {
        var discarded = new DiscardedRun(Current!.Run, _time.GetUtcNow());
        await _note.WriteAsync(_note.Content with { Current = next, Discarded = [.. _note.Content.Discarded, discarded] }, cancellation);
        await _store.DeleteAsync(discarded.Run, cancellation);
    }

    /// <summary>Removes what is left of runs that were given up.</summary>
    /// <exception cref="TurnLostException">Another process went on meanwhile.</exception>
    public async Task CleanAsync(CancellationToken cancellation)
    {
        var left = await DiscardedRun.DeleteAsync(_note.Content.Discarded, _store, _time.GetUtcNow(), cancellation);
        if (left.Count < _note.Content.Discarded.Count) await _note.WriteAsync(_note.Content with { Discarded = left }, cancellation);
    }
}
