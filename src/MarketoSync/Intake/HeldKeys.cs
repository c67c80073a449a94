using System.Diagnostics.CodeAnalysis;

namespace MarketoSync.Intake;

/// <summary>
/// Keys in the order in which they are due, each from a certain batch on. No key is looked at before its batch is open: there is a
/// queue for each of the next batches, and a key that was withdrawn stays in its queue and is skipped.
/// </summary>
/// <param name="ahead">How many batches after the open one a key may be due at the latest.</param>
internal sealed class HeldKeys(int ahead)
{
    private readonly Queue<HeldKey> _due = new();
    private readonly Queue<HeldKey>[] _later = [.. Enumerable.Range(0, ahead + 1).Select(_ => new Queue<HeldKey>())];
    private long _batch;
    private long _tickets;

    /// <param name="from">The number of the batch that it is due at.</param>
    public void Add(WaitingKey key, long from)
    {
        var queue = from <= _batch ? _due : _later[from % _later.Length];
        key.Ticket = ++_tickets;
        queue.Enqueue(new HeldKey(key, key.Ticket));
    }

    public static void Withdraw(WaitingKey key) => key.Ticket = 0;

    public void BeginBatch(long number)
    {
        _batch = number;
        var queue = _later[number % _later.Length];
        while (queue.TryDequeue(out var held))
        {
            if (held.Counts)
                _due.Enqueue(held);
        }
    }

    public bool TryDue([NotNullWhen(true)] out WaitingKey? key) => TryFirst(_due, out key);

    /// <summary>The key that is due first, however far ahead that is.</summary>
    public bool TryFirst([NotNullWhen(true)] out WaitingKey? key)
    {
        var isAny = TryFirst(_due, out key);
        for (var i = 1; !isAny && i < _later.Length; i++)
            isAny = TryFirst(_later[(_batch + i) % _later.Length], out key);
        return isAny;
    }

    private static bool TryFirst(Queue<HeldKey> queue, [NotNullWhen(true)] out WaitingKey? key)
    {
        HeldKey held;
        while (queue.TryPeek(out held) && !held.Counts)
            queue.Dequeue();
        key = held.Key;
        return key is not null;
    }
}
