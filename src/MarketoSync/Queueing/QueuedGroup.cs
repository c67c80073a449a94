using System.Text;
using MarketoSync.Runs;

namespace MarketoSync.Queueing;

/// <summary>Messages that become one run.</summary>
/// <param name="Messages">In the order in which they came.</param>
/// <param name="Posts">Ids of the posts that they hold.</param>
internal sealed record QueuedGroup(string Run, SyncRequest Request, IReadOnlyList<QueuedRecord> Messages, IReadOnlyCollection<string> Posts)
{
    public DrainNote Note(DateTimeOffset now) => new(Run, now, [.. Messages.Select(message => message.Id)], Posts: Posts);

    public IEnumerable<ReadOnlyMemory<byte>> Records() => Messages
        .SelectMany(message => RecordEnvelope.TryRead(message.Content!.Value.Span)!.Records)
        .Select(record => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(record));
}
