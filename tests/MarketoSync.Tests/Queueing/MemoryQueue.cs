using System.Globalization;
using System.Text;
using MarketoSync.Queueing;

namespace MarketoSync.Tests.Queueing;

/// <summary>A queue in memory. Safe for use by several threads.</summary>
internal sealed class MemoryQueue(TimeProvider time) : IRecordQueue
{
    private readonly List<Message> _messages = [];
    private int _ids;
    private int _receipts;

    public List<string> SetAside { get; } = [];

    /// <summary>Ids of messages whose content cannot be read for now.</summary>
    public HashSet<string> Unreadable { get; } = [];

    public int MostTimesReceived
    {
        get
        {
            lock (_messages) return _messages.Select(message => message.Times).DefaultIfEmpty().Max();
        }
    }

    public int Count
    {
        get
        {
            lock (_messages) return _messages.Count;
        }
    }

    public void Put(string? content)
    {
        lock (_messages) _messages.Add(new Message(Text(++_ids), time.GetUtcNow(), content is null ? null : Encoding.UTF8.GetBytes(content)));
    }

    public Task EnqueueAsync(ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        Put(Encoding.UTF8.GetString(content.Span));
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<QueuedRecord>> ReceiveAsync(int most, TimeSpan hidden, CancellationToken cancellation)
    {
        Assert.InRange(most, 1, 32);
        lock (_messages)
        {
            // About in order only: what was received before comes last.
            var found = _messages.Where(message => message.VisibleAt <= time.GetUtcNow()).OrderByDescending(message => message.Times).Take(most).ToList();
            foreach (var message in found)
            {
                message.VisibleAt = time.GetUtcNow() + hidden;
                message.Receipt = Text(++_receipts);
                message.Times++;
            }

            return Task.FromResult<IReadOnlyList<QueuedRecord>>(
                [.. found.Select(Received)]);
        }
    }

    public Task<bool> DeleteAsync(QueuedRecord record, CancellationToken cancellation)
    {
        lock (_messages)
        {
            if (Find(record) is not { } message) return Task.FromResult(true);
            return Task.FromResult(message.Receipt == record.Receipt && _messages.Remove(message));
        }
    }

    public Task SetAsideAsync(QueuedRecord record, CancellationToken cancellation)
    {
        lock (_messages)
        {
            if (Find(record) is { } message && _messages.Remove(message)) SetAside.Add(record.Id);
        }

        return Task.CompletedTask;
    }

    public Task<QueueCounts> CountAsync(CancellationToken cancellation) => Task.FromResult(new QueueCounts(Count, SetAside.Count));

    public Task<int> PutBackAsync(CancellationToken cancellation) => throw new NotSupportedException();

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private QueuedRecord Received(Message message)
    {
        var isUnread = Unreadable.Contains(message.Id);
        return new(message.Id, message.Receipt, message.Times, message.QueuedAt, isUnread ? null : message.Content, isUnread);
    }

    private Message? Find(QueuedRecord record) => _messages.Find(message => message.Id == record.Id);

    private sealed record Message(string Id, DateTimeOffset QueuedAt, ReadOnlyMemory<byte>? Content)
    {
        public DateTimeOffset VisibleAt { get; set; }

        public string Receipt { get; set; } = "";

        public int Times { get; set; }
    }
}
