using MarketoSync.Runs;
using MarketoSync.Telemetry;

namespace MarketoSync.Queueing;

/// <summary>
/// Makes runs of the records that wait in the queue: one for each target, action, lookup field and partition among them. A message ends up
/// in exactly one run, however many processes try and wherever one of them dies: the next drain finishes what was begun. Of several messages
/// with the same post only the first is. Nothing is taken
/// from the queue while a run made of it is going on or has stopped, so that a later change of a person never overtakes an earlier one, and
/// what comes meanwhile is sent in fewer calls. For the same reason nothing is taken while the queue may hide what a drain that died
/// received before. Only a message whose content the queue cannot read for now is left for a later drain, and nothing waits for it.
/// </summary>
public sealed class QueueDrain(
    IRecordQueue queue,
    IRunStore store,
    IExclusive exclusive,
    RunIntake intake,
    RunStarter starter,
    TimeProvider time,
    SyncTelemetry? telemetry = null)
{
    private const string Turn = "queue";
    private const int Chunk = 32;
    private const int DeletedAtOnce = 16;

    /// <summary>
    /// Receptions after which a message is held to be what keeps drains from finishing. That many, because each fault of what is around
    /// costs one, and is no fault of the message.
    /// </summary>
    private const int MostReceptions = 50;

    private static readonly TimeSpan s_hidden = TimeSpan.FromMinutes(10);

    private readonly SyncTelemetry _telemetry = telemetry ?? SyncTelemetry.Shared;

    /// <summary>Messages that one drain takes.</summary>
    public int MostMessages { get; init; } = 30_000;

    /// <summary>Bytes after which a drain takes no more: they are held in memory.</summary>
    public long MostBytes { get; init; } = 64 << 20;

    /// <summary>Does nothing if another process is at it.</summary>
    /// <returns>The runs that were begun.</returns>
    public async Task<IReadOnlyList<string>> DrainAsync(CancellationToken cancellation)
    {
        await using var turn = await exclusive.TryEnterAsync(Turn, cancellation);
        if (turn is null) return [];
        try
        {
            var book = await DrainBook.ReadAsync(store, starter, time, cancellation);
            var runs = await book.FinishAsync(cancellation) && !book.IsReceiving ? await TakeAsync(book, cancellation) : [];
            if (_telemetry.Queue.IsHeard) _telemetry.Queue.SetAside((await queue.CountAsync(cancellation)).SetAside);
            return runs;
        }
        catch (TurnLostException)
        {
            return [];
        }
    }

    private async Task<IReadOnlyList<string>> TakeAsync(DrainBook book, CancellationToken cancellation)
    {
        var haul = await ReceiveAsync(book, cancellation);
        var prepared = await PrepareAsync(haul, haul.Groups(time.GetUtcNow(), book.Turn), cancellation);
        var groups = prepared.Select(one => one.Group).ToList();
        if (groups.Count > 0)
        {
            await book.ClaimAsync(groups, cancellation);
            foreach (var (group, ready) in prepared)
                await intake.ReadAsync(group.Run, group.Records(), new RunOrigin(RecordPost.Source), ready, cancellation);
            await book.CommitAsync(cancellation);
            foreach (var group in groups) await starter.FollowAsync(group.Run, cancellation);
        }

        await DeleteAsync(haul, book, cancellation);
        return [.. groups.Select(group => group.Run)];
    }

    /// <summary>
    /// Finds out what is not known before Marketo describes an object. Messages of one that it does not describe are set aside. Where it
    /// cannot be asked now nothing becomes of the haul: all come again, in their order.
    /// </summary>
    /// <exception cref="NotDescribedException">Marketo cannot be asked now.</exception>
    private async Task<IReadOnlyList<(QueuedGroup Group, Prepared Ready)>> PrepareAsync(
        Haul haul, IReadOnlyList<QueuedGroup> groups, CancellationToken cancellation)
    {
        var prepared = new List<(QueuedGroup, Prepared)>();
        foreach (var group in groups)
        {
            var (ready, fault) = await intake.PreparePostedAsync(group.Request, cancellation);
            if (fault is { IsLasting: false }) throw new NotDescribedException(fault.Text);
            if (ready is not null)
            {
                prepared.Add((group, ready));
                continue;
            }

            foreach (var message in group.Messages)
            {
                await queue.SetAsideAsync(message, cancellation);
                haul.Remove(message);
            }
        }

        return prepared;
    }

    private async Task<Haul> ReceiveAsync(DrainBook book, CancellationToken cancellation)
    {
        var (haul, taken) = (new Haul(), book.Taken());
        // Most times nothing waits, and then nothing is to be noted either. The count is never too low.
        if ((await queue.CountAsync(cancellation)).Waiting == 0) haul.Count([]);
        while (haul.Received < MostMessages && haul.Bytes < MostBytes && !haul.WasEmptied)
        {
            await book.HideAsync(s_hidden, cancellation);
            var messages = await queue.ReceiveAsync(Math.Min(Chunk, MostMessages - haul.Received), s_hidden, cancellation);
            haul.Count(messages);
            foreach (var message in messages)
            {
                var envelope = message.Content is { } content ? RecordEnvelope.TryRead(content.Span) : null;
                if (taken.Contains(message.Id) || (envelope?.Post is { } post && taken.Contains(post)))
                    haul.Drop(message);
                else if (message.TimesReceived > MostReceptions)
                    await queue.SetAsideAsync(message, cancellation);
                else if (RequestOf(envelope) is { } request)
                    haul.Add(message, request, envelope?.Post);
                else if (!message.IsUnread)
                    await queue.SetAsideAsync(message, cancellation);
            }
        }

        return haul;
    }

    private static SyncRequest? RequestOf(RecordEnvelope? envelope) =>
        envelope is not null && SyncRequest.TryRead(envelope.Options(), RecordPost.Source, out var request, out _) ? request : null;

    private async Task DeleteAsync(Haul haul, DrainBook book, CancellationToken cancellation)
    {
        var deleted = new HashSet<string>();
        try
        {
            foreach (var some in haul.Messages.Chunk(DeletedAtOnce))
            {
                var areGone = await Task.WhenAll(some.Select(message => queue.DeleteAsync(message, cancellation)));
                deleted.UnionWith(some.Where((_, place) => areGone[place]).Select(message => message.Id));
            }
        }
        finally
        {
            // What is deleted never comes again, so that nothing else would ever strike it off.
            await book.ForgetAsync(deleted, haul.WasEmptied, CancellationToken.None);
        }
    }
}
