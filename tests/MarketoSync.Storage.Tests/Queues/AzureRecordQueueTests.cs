using Azure;
using Azure.Storage.Queues;
using MarketoSync.Queueing;
using MarketoSync.Storage.Queues;
using MarketoSync.Storage.Tests.Support;
using MarketoSync.TestSupport;

namespace MarketoSync.Storage.Tests.Queues;

[NeedsAzurite]
[Collection(StorageCollection.Name)]
public sealed class AzureRecordQueueTests(AzuriteFixture azurite) : RecordQueueConformance
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly Account _account = new(azurite);

    protected override IRecordQueue Queue => new AzureRecordQueue(_account.Queues, _account.Blobs, _account.Name, _account.Name);

    private QueueClient Messages => _account.Queues.GetQueueClient(_account.Name);

    [ConformanceFact]
    public async Task A_small_message_is_one_request_each_way()
    {
        await Queue.EnqueueAsync(default, None);
        await Queue.DeleteAsync(Assert.Single(await Queue.ReceiveAsync(1, Hidden, None)), None);
        var before = _account.Calls.Sent.Count;
        await Queue.EnqueueAsync("a"u8.ToArray(), None);
        await Queue.DeleteAsync(Assert.Single(await Queue.ReceiveAsync(1, Hidden, None)), None);
        Assert.Equal(["POST", "GET", "DELETE"], _account.Calls.Sent.Skip(before).Select(call => call.Method));
    }

    [ConformanceFact]
    public async Task A_message_whose_claim_check_leads_nowhere_has_no_content_and_is_kept()
    {
        await Queue.EnqueueAsync(new byte[200_000], None);
        await _account.Blobs.GetBlobContainerClient(_account.Name).DeleteAsync();
        var record = Assert.Single(await Queue.ReceiveAsync(1, Hidden, None));
        Assert.Null(record.Content);
        await Queue.SetAsideAsync(record, None);
        Assert.Equal(new QueueCounts(0, 1), await Queue.CountAsync(None));
    }

    [ConformanceFact]
    public async Task A_message_whose_claim_check_cannot_be_read_for_now_keeps_no_other_from_coming_and_loses_nothing()
    {
        await Queue.EnqueueAsync(new byte[200_000], None);
        await Queue.EnqueueAsync("b"u8.ToArray(), None);
        FailClaims();
        var received = await Queue.ReceiveAsync(10, Hidden, None);
        Assert.Equal([true, false], received.Select(record => record.IsUnread));
        Assert.Equal([false, true], received.Select(record => record.Content is not null));

        await Queue.SetAsideAsync(received[0], None);
        _account.Calls.Answered = _ => { };
        Assert.Equal(1, await Queue.PutBackAsync(None));
        Assert.Equal(200_000, Assert.Single(await Queue.ReceiveAsync(10, Hidden, None)).Content!.Value.Length);
    }

    [ConformanceFact]
    public async Task What_cannot_be_read_for_now_stays_set_aside()
    {
        await Queue.EnqueueAsync(new byte[200_000], None);
        await Queue.SetAsideAsync(Assert.Single(await Queue.ReceiveAsync(10, Hidden, None)), None);
        FailClaims();
        Assert.Equal(0, await Queue.PutBackAsync(None));
        Assert.Equal(new QueueCounts(0, 1), await Queue.CountAsync(None));
        Assert.Equal(1, await CountClaimsAsync());
    }

    [ConformanceTheory]
    [InlineData("")]
    [InlineData("marketo-sync")]
    [InlineData("<xml/> & \"more\"")]
    [InlineData("bWFya2V0by1zeW5jIGJsb2IKLi4vb3RoZXI=")]
    public async Task Whatever_else_is_in_the_queue_has_no_content(string text)
    {
        await PutForeignAsync(text);
        Assert.Null(Assert.Single(await Queue.ReceiveAsync(1, Hidden, None)).Content);
    }

    [ConformanceFact]
    public async Task A_removal_whose_answer_is_lost_counts_and_takes_the_claim_check_along()
    {
        await Queue.EnqueueAsync(new byte[200_000], None);
        var record = Assert.Single(await Queue.ReceiveAsync(1, Hidden, None));
        _account.Calls.LoseAnswer(message => message.Request.Method.Method == "DELETE");
        Assert.True(await Queue.DeleteAsync(record, None));
        Assert.Equal(0, await CountClaimsAsync());
    }

    [ConformanceFact]
    public async Task A_message_that_is_not_found_once_others_could_have_received_it_may_still_be_there()
    {
        await Queue.EnqueueAsync(new byte[200_000], None);
        var record = Assert.Single(await Queue.ReceiveAsync(1, Hidden, None));
        await Messages.ClearMessagesAsync();
        var receipt = QueueReceipt.Read(record.Receipt);
        var late = record with { Receipt = (receipt with { HiddenUntil = receipt.HiddenUntil - Hidden }).ToString() };
        Assert.False(await Queue.DeleteAsync(late, None));
        Assert.Equal(1, await CountClaimsAsync());
    }

    private void FailClaims() => _account.Calls.Answered = message =>
    {
        if (message.Request is { Method.Method: "GET" } request && request.Uri.Path.Contains($"{_account.Name}/{_account.Name}", StringComparison.Ordinal))
            throw new RequestFailedException("The network is down.");
    };

    protected override Task ShowAsync(QueuedRecord record) =>
        Messages.UpdateMessageAsync(record.Id, QueueReceipt.Read(record.Receipt).PopReceipt, (string?)null, TimeSpan.Zero);

    protected override async Task PutForeignAsync(string text)
    {
        await Messages.CreateIfNotExistsAsync();
        await Messages.SendMessageAsync(text);
    }

    protected override async Task<string> SetAsideTextAsync() => (await _account.Queues
        .GetQueueClient($"{_account.Name}-poison").PeekMessageAsync()).Value.Body.ToString();

    protected override async Task<int> CountClaimsAsync()
    {
        var container = _account.Blobs.GetBlobContainerClient(_account.Name);
        return await container.ExistsAsync() ? await container.GetBlobsAsync().CountAsync() : 0;
    }
}
