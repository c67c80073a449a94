using MarketoSync.Runs;

namespace MarketoSync.Queueing;

/// <summary>
/// The <see cref="DrainState"/> as one process reads and writes it, while it is its turn. That a message is in a run is decided by one
/// write, and by nothing else.
/// </summary>
internal sealed class DrainBook
{
    private const string Name = "queue.json";

    /// <summary>A message that was not seen again for so long, although the queue was empty, is gone.</summary>
    private static readonly TimeSpan s_mostAge = TimeSpan.FromDays(7);

    /// <summary>
    /// A copy of a message that did not come for so long, although the queue was empty, is hardly ever to come. The ids of all posts of that
    /// time are read and written time and again.
    /// </summary>
    private static readonly TimeSpan s_mostAgeOfPosts = TimeSpan.FromHours(1);

    /// <summary>How long a reception may take, from the note of it until the queue hides the messages.</summary>
    private static readonly TimeSpan s_mostReceiving = TimeSpan.FromSeconds(30);

    private readonly IRunStore _store;
    private readonly RunStarter _starter;
    private readonly TimeProvider _time;
    private readonly SharedNote<DrainState> _note;

    private DrainBook(IRunStore store, RunStarter starter, TimeProvider time, SharedNote<DrainState> note) =>
        (_store, _starter, _time, _note) = (store, starter, time, note);

    public static async Task<DrainBook> ReadAsync(
        IRunStore store, RunStarter starter, TimeProvider time, CancellationToken cancellation) =>
        new(store, starter, time, await SharedNote<DrainState>.ReadAsync(
            store.Shared, Name, DrainJson.Default.DrainState, DrainState.Empty, cancellation));

    private IReadOnlyList<TakenPosts> Over => _note.Content.Over ?? [];

    public long Turn => _note.Content.Turn;

    /// <summary>Whether a drain that did not come to its end may still keep messages out of sight, which come before those in sight.</summary>
    public bool IsReceiving => _note.Content.ReceivingUntil > _time.GetUtcNow();

    /// <summary>The ids of messages, and of posts, that are in a run already.</summary>
    public HashSet<string> Taken() =>
    [
        .. _note.Content.Notes.Where(note => note.IsReadIn).SelectMany(note => note.Messages.Concat(note.Posts ?? [])),
        .. Over.SelectMany(taken => taken.Posts),
    ];

    /// <summary>Finishes what earlier drains began.</summary>
    /// <returns>Whether all their runs are over.</returns>
    /// <exception cref="TurnLostException">Another process went on meanwhile.</exception>
    public async Task<bool> FinishAsync(CancellationToken cancellation)
    {
        await DecideAsync(cancellation);
        var discarded = await DiscardedRun.DeleteAsync(_note.Content.Discarded, _store, _time.GetUtcNow(), cancellation);
        var areOver = true;
        var (notes, over) = (new List<DrainNote>(), new List<TakenPosts>(Over));
        foreach (var note in _note.Content.Notes)
        {
            var isOver = (await _starter.FollowAsync(note.Run, cancellation))?.Phase is not (RunPhase.Running or RunPhase.Stopped);
            areOver &= isOver;
            if (!isOver || note.Messages.Count > 0)
                notes.Add(note);
            else if (note.Posts is { Count: > 0 } posts)
                over.Add(new TakenPosts(_time.GetUtcNow(), posts));
        }

        if (notes.Count < _note.Content.Notes.Count || discarded.Count < _note.Content.Discarded.Count)
            await _note.WriteAsync(_note.Content with { Notes = notes, Discarded = discarded, Over = over }, cancellation);
        return areOver;
    }

    /// <summary>Notes that messages are about to be out of sight for <paramref name="hidden"/>.</summary>
    /// <exception cref="TurnLostException">Another process went on meanwhile.</exception>
    public async Task HideAsync(TimeSpan hidden, CancellationToken cancellation)
    {
        var least = _time.GetUtcNow() + hidden + s_mostReceiving;
        if (_note.Content.ReceivingUntil >= least) return;

        // Later than need be, so that not each of many receptions is a write.
        await _note.WriteAsync(_note.Content with { ReceivingUntil = least + s_mostReceiving }, cancellation);
    }

    /// <summary>Notes which messages runs are about to be made of.</summary>
    /// <exception cref="TurnLostException">Another process went on meanwhile. It may have taken these messages.</exception>
    public Task ClaimAsync(IEnumerable<QueuedGroup> groups, CancellationToken cancellation) => _note.WriteAsync(
        _note.Content with { Notes = [.. _note.Content.Notes, .. groups.Select(group => group.Note(_time.GetUtcNow()))] }, cancellation);

    /// <summary>The runs hold their messages for good.</summary>
    /// <exception cref="TurnLostException">Another process went on meanwhile. The runs must not be begun by this one.</exception>
    public Task CommitAsync(CancellationToken cancellation) => _note.WriteAsync(
        _note.Content with { Notes = [.. _note.Content.Notes.Select(note => note with { IsReadIn = true })], ReceivingUntil = null }, cancellation);

    /// <summary>Forgets messages that are deleted, and those that must be. Of what was received all is in runs.</summary>
    /// <param name="wasEmptied">Whether the queue held no more.</param>
    /// <exception cref="TurnLostException">Another process went on meanwhile.</exception>
    public async Task ForgetAsync(IReadOnlySet<string> deleted, bool wasEmptied, CancellationToken cancellation)
    {
        var last = _time.GetUtcNow() - s_mostAge;
        var notes = _note.Content.Notes.Select(note => Less(note, deleted, isOld: wasEmptied && note.NotedAt < last)).ToList();
        var lastPosts = _time.GetUtcNow() - s_mostAgeOfPosts;
        var over = Over.Where(taken => !wasEmptied || taken.At >= lastPosts).ToList();
        if (!notes.SequenceEqual(_note.Content.Notes) || over.Count < Over.Count || _note.Content.ReceivingUntil is not null)
            await _note.WriteAsync(_note.Content with { Notes = notes, Over = over, ReceivingUntil = null }, cancellation);
    }

    private static DrainNote Less(DrainNote note, IReadOnlySet<string> deleted, bool isOld)
    {
        if (isOld && note.Messages.Count > 0) return note with { Messages = [] };
        return note.Messages.Any(deleted.Contains) ? note with { Messages = [.. note.Messages.Where(id => !deleted.Contains(id))] } : note;
    }

    /// <summary>Runs that a drain did not finish: one that is defined holds its messages, any other holds none.</summary>
    private async Task DecideAsync(CancellationToken cancellation)
    {
        var (notes, discarded) = (new List<DrainNote>(), new List<DiscardedRun>(_note.Content.Discarded));
        foreach (var note in _note.Content.Notes)
        {
            if (note.IsReadIn || await RunDefinitionFile.ReadAsync(_store.Open(note.Run), cancellation) is not null)
                notes.Add(note with { IsReadIn = true });
            else
                discarded.Add(new DiscardedRun(note.Run, _time.GetUtcNow()));
        }

        if (!notes.SequenceEqual(_note.Content.Notes))
            await _note.WriteAsync(_note.Content with { Notes = notes, Discarded = discarded }, cancellation);
    }
}
