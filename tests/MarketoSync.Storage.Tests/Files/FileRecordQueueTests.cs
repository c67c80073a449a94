using MarketoSync.Queueing;
using MarketoSync.Storage.Files;
using MarketoSync.Storage.Tests.Queues;
using Microsoft.Extensions.Time.Testing;

namespace MarketoSync.Storage.Tests.Files;

public sealed class FileRecordQueueTests : RecordQueueConformance, IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("marketo-sync-tests-");
    private readonly FakeTimeProvider _time = new();

    public FileRecordQueueTests() => Queue = Another();

    protected override IRecordQueue Queue { get; }

    public void Dispose() => _root.Delete(recursive: true);

    [Fact]
    public async Task A_message_is_hidden_for_as_long_as_was_said()
    {
        await Queue.EnqueueAsync(default, None);
        Assert.Single(await Queue.ReceiveAsync(1, Hidden, None));
        _time.Advance(Hidden - TimeSpan.FromTicks(1));
        Assert.Empty(await Queue.ReceiveAsync(1, Hidden, None));
        _time.Advance(TimeSpan.FromTicks(1));
        Assert.Single(await Queue.ReceiveAsync(1, Hidden, None));
    }

    [Fact]
    public async Task A_receipt_holds_until_another_receives_the_message()
    {
        await Queue.EnqueueAsync(default, None);
        var record = Assert.Single(await Queue.ReceiveAsync(1, Hidden, None));
        _time.Advance(Hidden * 2);
        Assert.True(await Queue.DeleteAsync(record, None));
    }

    [Fact]
    public async Task Messages_of_several_processes_come_in_the_order_of_their_time()
    {
        var others = Another();
        for (var i = 0; i < 6; i++)
        {
            await (i % 2 == 0 ? Queue : others).EnqueueAsync(new[] { (byte)i }, None);
            _time.Advance(TimeSpan.FromTicks(1));
        }

        var received = await Another().ReceiveAsync(10, Hidden, None);
        Assert.Equal([0, 1, 2, 3, 4, 5], received.Select(record => record.Content!.Value.Span[0]));
    }

    [Fact]
    public async Task A_message_that_cannot_be_read_for_now_keeps_no_other_from_coming_and_is_left_for_later()
    {
        await Queue.EnqueueAsync("a"u8.ToArray(), None);
        var file = Assert.Single(Directory.GetFiles(Path.Combine(_root.FullName, "waiting")));
        await Queue.EnqueueAsync("b"u8.ToArray(), None);
        await using (new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            var received = await Queue.ReceiveAsync(10, Hidden, None);
            Assert.Equal([true, false], received.Select(record => record.IsUnread));
            Assert.Equal([false, true], received.Select(record => record.Content is not null));
        }

        _time.Advance(Hidden);
        Assert.All(await Queue.ReceiveAsync(10, Hidden, None), record => Assert.NotNull(record.Content));
    }

    [Fact]
    public async Task What_a_crash_left_unfinished_is_no_message()
    {
        await Queue.EnqueueAsync("a"u8.ToArray(), None);
        await File.WriteAllTextAsync(Path.Combine(_root.FullName, "waiting", "half.1-1.part"), "x");
        Assert.Equal(1, (await Queue.CountAsync(None)).Waiting);
        Assert.Single(await Queue.ReceiveAsync(10, Hidden, None));
    }

    protected override Task ShowAsync(QueuedRecord record)
    {
        _time.Advance(Hidden);
        return Task.CompletedTask;
    }

    protected override Task PutForeignAsync(string text)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_root.FullName, "waiting"));
        return File.WriteAllTextAsync(Path.Combine(folder.FullName, "people~1.json"), text);
    }

    protected override Task<string> SetAsideTextAsync() =>
        File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(Path.Combine(_root.FullName, "set-aside"))));

    protected override Task<int> CountClaimsAsync() => Task.FromResult(0);

    private FileRecordQueue Another() => new(_root.FullName, _time);
}
