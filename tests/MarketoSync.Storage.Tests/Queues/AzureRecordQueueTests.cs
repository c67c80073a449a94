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
    private Account? _account;

    protected override IRecordQueue Queue => new AzureRecordQueue(Account.Queues, Account.Blobs, Account.Name, Account.Name);

    private Account Account => _account ??= new(azurite);

    private QueueClient Messages => Account.Queues.GetQueueClient(Account.Name);

    [ConformanceFact]
    public async Task A_small_message_is_one_request_each_way()
    {
        await Queue.EnqueueAsync(default, None);
        await Queue.DeleteAsync(Assert.Single(await Queue.ReceiveAsync(1, Hidden, None)), None);
        var before = Account.Calls.Sent.Count;
        await Queue.EnqueueAsync("a"u8.ToArray(), None);
        await Queue.DeleteAsync(Assert.Single(await Queue.ReceiveAsync(1, Hidden, None)), None);
        Assert.Equal(["POST", "GET", "DELETE"], Account.Calls.Sent.Skip(before).Select(call => call.Method));
    }

    [ConformanceFact]
    public async Task A_message_whose_claim_check_leads_nowhere_has_no_content_and_is_kept()
    {
        await Queue.EnqueueAsync(new byte[200_000], None);
        await Account.Blobs.GetBlobContainerClient(Account.Name).DeleteAsync();
        var record = Assert.Single(await Queue.ReceiveAsync(1, Hidden, None));
        Assert.Null(record.Content);
        await Queue.SetAsideAsync(record, None);
        Assert.Equal(new QueueCounts(0, 1), await Queue.CountAsync(None));
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
        Account.Calls.LoseAnswer(message => message.Request.Method.Method == "DELETE");
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

    protected override Task ShowAsync(QueuedRecord record) =>
        Messages.UpdateMessageAsync(record.Id, QueueReceipt.Read(record.Receipt).PopReceipt, (string?)null, TimeSpan.Zero);

    protected override async Task PutForeignAsync(string text)
    {
        await Messages.CreateIfNotExistsAsync();
        await Messages.SendMessageAsync(text);
    }

    protected override async Task<string> SetAsideTextAsync() => (await Account.Queues
        .GetQueueClient($"{Account.Name}-poison").PeekMessageAsync()).Value.Body.ToString();

    protected override async Task<int> CountClaimsAsync()
    {
        var container = Account.Blobs.GetBlobContainerClient(Account.Name);
        return await container.ExistsAsync() ? await container.GetBlobsAsync().CountAsync() : 0;
    }
}
