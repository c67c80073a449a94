using System.Text;
using MarketoSync.Queueing;
using MarketoSync.TestSupport;

namespace MarketoSync.Storage.Tests.Queues;

/// <summary>What every queue keeps to, whatever it keeps messages in.</summary>
public abstract class RecordQueueConformance
{
    protected static readonly TimeSpan Hidden = TimeSpan.FromMinutes(10);

    private const int Large = 200_000;
    private static readonly CancellationToken None = CancellationToken.None;

    protected abstract IRecordQueue Queue { get; }

    [ConformanceFact]
    public async Task A_queue_that_was_not_there_is_empty()
    {
        Assert.Empty(await Queue.ReceiveAsync(10, Hidden, None));
        Assert.Equal(new QueueCounts(0, 0), await Queue.CountAsync(None));
        Assert.Equal(0, await Queue.PutBackAsync(None));
    }

    [ConformanceTheory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(49_130)]
    [InlineData(49_131)]
    [InlineData(49_152)]
    [InlineData(Large)]
    public async Task What_was_enqueued_is_received_whatever_its_size(int length)
    {
        var content = new byte[length];
        new Random(1).NextBytes(content);
        await Queue.EnqueueAsync(content, None);
        var record = Assert.Single(await Queue.ReceiveAsync(10, Hidden, None));
        Assert.Equal(content, record.Content!.Value.ToArray());
        Assert.Equal(1, record.TimesReceived);
        Assert.NotEqual(default, record.QueuedAt);
    }

    [ConformanceFact]
    public async Task Messages_come_about_in_order_and_no_more_than_asked_for()
    {
        for (var i = 0; i < 40; i++) await EnqueueAsync($"{i}");
        Assert.Equal(40, (await Queue.CountAsync(None)).Waiting);
        var first = await Queue.ReceiveAsync(35, Hidden, None);
        var rest = await Queue.ReceiveAsync(35, Hidden, None);
        Assert.Equal(Enumerable.Range(0, 40).Select(i => $"{i}"), first.Concat(rest).Select(Text));
        Assert.Equal(35, first.Count);
        Assert.Empty(await Queue.ReceiveAsync(35, Hidden, None));
    }

    [ConformanceFact]
    public async Task A_message_that_is_seen_again_has_the_same_id_and_another_receipt()
    {
        await EnqueueAsync("a");
        var first = await ReceiveOneAsync();
        await ShowAsync(first);
        var second = await ReceiveOneAsync();
        Assert.Equal(first.Id, second.Id);
        Assert.Equal(first.QueuedAt, second.QueuedAt);
        Assert.NotEqual(first.Receipt, second.Receipt);
        Assert.Equal(2, second.TimesReceived);
    }

    [ConformanceTheory]
    [InlineData(1)]
    [InlineData(Large)]
    public async Task A_deleted_message_is_gone_and_deleting_it_again_is_no_error(int length)
    {
        await Queue.EnqueueAsync(new byte[length], None);
        var record = await ReceiveOneAsync();
        Assert.True(await Queue.DeleteAsync(record, None));
        Assert.True(await Queue.DeleteAsync(record, None));
        Assert.Equal(new QueueCounts(0, 0), await Queue.CountAsync(None));
        Assert.Equal(0, await CountClaimsAsync());
    }

    [ConformanceTheory]
    [InlineData(1)]
    [InlineData(Large)]
    public async Task Who_received_it_before_another_does_not_delete_it(int length)
    {
        await Queue.EnqueueAsync(new byte[length], None);
        var first = await ReceiveOneAsync();
        await ShowAsync(first);
        var second = await ReceiveOneAsync();
        Assert.False(await Queue.DeleteAsync(first, None));
        await ShowAsync(second);
        var third = await ReceiveOneAsync();
        Assert.Equal(length, third.Content!.Value.Length);
        Assert.True(await Queue.DeleteAsync(third, None));
    }

    [ConformanceTheory]
    [InlineData(1)]
    [InlineData(Large)]
    public async Task What_is_set_aside_is_kept_until_it_is_put_back(int length)
    {
        await Queue.EnqueueAsync(new byte[length], None);
        var record = await ReceiveOneAsync();
        await Queue.SetAsideAsync(record, None);
        Assert.Equal(new QueueCounts(0, 1), await Queue.CountAsync(None));
        Assert.Empty(await Queue.ReceiveAsync(10, Hidden, None));

        Assert.Equal(1, await Queue.PutBackAsync(None));
        Assert.Equal(new QueueCounts(1, 0), await Queue.CountAsync(None));
        var back = await ReceiveOneAsync();
        Assert.Equal(length, back.Content!.Value.Length);
        Assert.Equal(1, back.TimesReceived);
        Assert.True(await Queue.DeleteAsync(back, None));
        Assert.Equal(0, await CountClaimsAsync());
    }

    [ConformanceFact]
    public async Task All_that_was_set_aside_is_put_back()
    {
        for (var i = 0; i < 40; i++) await EnqueueAsync($"{i}");
        foreach (var record in await Queue.ReceiveAsync(40, Hidden, None)) await Queue.SetAsideAsync(record, None);
        Assert.Equal(40, await Queue.PutBackAsync(None));
        Assert.Equal(
            Enumerable.Range(0, 40).Select(i => $"{i}").Order(), (await Queue.ReceiveAsync(50, Hidden, None)).Select(Text).Order());
    }

    [ConformanceFact]
    public async Task Setting_aside_twice_keeps_the_message()
    {
        await EnqueueAsync("a");
        var record = await ReceiveOneAsync();
        await Queue.SetAsideAsync(record, None);
        await Queue.SetAsideAsync(record, None);
        var counts = await Queue.CountAsync(None);
        Assert.Equal(0, counts.Waiting);
        Assert.InRange(counts.SetAside, 1, 2);
    }

    [ConformanceFact]
    public async Task A_message_that_is_not_ours_has_no_content_and_is_kept_as_it_is()
    {
        await PutForeignAsync("""{"not":"ours"}""");
        var record = await ReceiveOneAsync();
        Assert.Null(record.Content);
        await ShowAsync(record);
        record = await ReceiveOneAsync();
        Assert.Equal(2, record.TimesReceived);

        await Queue.SetAsideAsync(record, None);
        Assert.Equal(new QueueCounts(0, 1), await Queue.CountAsync(None));
        Assert.Equal("""{"not":"ours"}""", await SetAsideTextAsync());
        Assert.Equal(1, await Queue.PutBackAsync(None));
        record = await ReceiveOneAsync();
        Assert.Null(record.Content);
        Assert.True(await Queue.DeleteAsync(record, None));
    }

    [ConformanceFact]
    public async Task Of_many_who_receive_at_once_each_gets_others()
    {
        for (var i = 0; i < 60; i++) await EnqueueAsync($"{i}");
        var received = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Queue.ReceiveAsync(20, Hidden, None))));
        var texts = received.SelectMany(records => records).Select(Text).ToList();
        Assert.Equal(texts.Count, texts.Distinct().Count());
        texts.AddRange((await Queue.ReceiveAsync(60, Hidden, None)).Select(Text));
        Assert.Equal(Enumerable.Range(0, 60).Select(i => $"{i}").Order(), texts.Order());
    }

    /// <summary>Lets a message that was received be seen again.</summary>
    protected abstract Task ShowAsync(QueuedRecord record);

    /// <summary>Puts into the queue what another program might.</summary>
    protected abstract Task PutForeignAsync(string text);

    /// <summary>The text of the only message that is set aside.</summary>
    protected abstract Task<string> SetAsideTextAsync();

    /// <summary>How many contents are kept outside of their messages.</summary>
    protected abstract Task<int> CountClaimsAsync();

    private static string Text(QueuedRecord record) => Encoding.UTF8.GetString(record.Content!.Value.Span);

    private Task EnqueueAsync(string text) => Queue.EnqueueAsync(Encoding.UTF8.GetBytes(text), None);

    private async Task<QueuedRecord> ReceiveOneAsync() => Assert.Single(await Queue.ReceiveAsync(10, Hidden, None));
}
