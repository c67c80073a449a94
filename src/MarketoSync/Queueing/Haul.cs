using System.Globalization;
using MarketoSync.Runs;

namespace MarketoSync.Queueing;

/// <summary>What one drain received.</summary>
internal sealed class Haul
{
    private readonly Dictionary<string, (QueuedRecord Message, SyncRequest? Request, string? Post)> _messages = new(StringComparer.Ordinal);

    public int Received { get; private set; }

    public long Bytes { get; private set; }

    /// <summary>Whether the queue had no more.</summary>
    public bool WasEmptied { get; private set; }

    /// <summary>All that are to be deleted at the end.</summary>
    public IEnumerable<QueuedRecord> Messages => _messages.Values.Select(one => one.Message);

    public void Count(IReadOnlyList<QueuedRecord> messages)
    {
        WasEmptied = messages.Count == 0;
        Received += messages.Count;
        Bytes += messages.Sum(message => (long)(message.Content?.Length ?? 0));
    }

    /// <summary>The message is to be in a run. One that comes a second time, because this takes long, has a newer receipt.</summary>
    public void Add(QueuedRecord message, SyncRequest request, string? post) => _messages[message.Id] = (message, request, post);

    /// <summary>The message is in a run already.</summary>
    public void Drop(QueuedRecord message) => _messages[message.Id] = (message, null, null);

    /// <summary>The message is neither in a run nor to be deleted.</summary>
    public void Remove(QueuedRecord message) => _messages.Remove(message.Id);

    /// <summary>The messages that are to be in a run, one of each post, by what is to be done with their records, in the order in which they came.</summary>
    /// <param name="turn">Tells this haul from any other of the same messages.</param>
    public IReadOnlyList<QueuedGroup> Groups(DateTimeOffset now, long turn) =>
    [
        .. _messages.Values
            .Where(one => one.Request is not null)
            .OrderBy(one => one.Message.QueuedAt)
            .DistinctBy(one => one.Post ?? one.Message.Id)
            .GroupBy(one => one.Request!.Options())
            .Select(group => new QueuedGroup(
                RunOf(group.First().Message, now, turn), group.First().Request!, [.. group.Select(one => one.Message)], [.. group.Select(one => one.Post).OfType<string>()])),
    ];

    private static string RunOf(QueuedRecord first, DateTimeOffset now, long turn) =>
        RunId.Of(now, string.Create(CultureInfo.InvariantCulture, $"{first.Id}\n{turn}"));
}
