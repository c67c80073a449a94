using Azure.Storage.Blobs.Specialized;
using MarketoSync.Runs;
using MarketoSync.Storage.Blobs;
using MarketoSync.Storage.Tests.Runs;
using MarketoSync.Storage.Tests.Support;
using MarketoSync.TestSupport;
using Microsoft.Extensions.Time.Testing;

namespace MarketoSync.Storage.Tests.Blobs;

[NeedsAzurite]
[Collection(StorageCollection.Name)]
public sealed class BlobExclusiveTests(AzuriteFixture azurite) : ExclusiveConformance
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly FakeTimeProvider _time = new();
    private Account? _account;

    private Account Account => _account ??= new(azurite);

    [ConformanceFact]
    public async Task A_turn_is_renewed_for_as_long_as_it_lasts()
    {
        await using var turn = await Another().TryEnterAsync("queue", None);
        for (var renewals = 0; renewals < 3; renewals++)
        {
            var renewed = NextAnswer("renew");
            _time.Advance(TimeSpan.FromSeconds(20));
            Assert.Equal(200, await renewed);
        }
    }

    [ConformanceFact]
    public async Task A_turn_that_was_lost_ends_without_an_error_and_leaves_the_next_one_alone()
    {
        var lost = await Another().TryEnterAsync("queue", None);
        await BreakAsync();
        await using var next = await Another().TryEnterAsync("queue", None);
        Assert.NotNull(next);
        var refused = NextAnswer("renew");
        _time.Advance(TimeSpan.FromSeconds(20));
        await refused;
        await lost!.DisposeAsync();
        Assert.Null(await Another().TryEnterAsync("queue", None));
    }

    [ConformanceFact]
    public async Task A_turn_whose_beginning_is_not_answered_is_had()
    {
        await (await Another().TryEnterAsync("queue", None))!.DisposeAsync();
        Account.Calls.LoseAnswer(message => SentCall.Of(message.Request).LeaseAction == "acquire");
        await using var turn = await Another().TryEnterAsync("queue", None);
        Assert.NotNull(turn);
    }

    [ConformanceFact]
    public async Task Turns_are_no_runs()
    {
        await using var turn = await Another().TryEnterAsync("queue", None);
        Assert.Empty(await new BlobRunStore(Account.Blobs, Account.Name).ListAsync(None).ToListAsync());
    }

    protected override IExclusive Another() => new BlobExclusive(Account.Blobs, Account.Name, _time);

    private Task<int> NextAnswer(string action)
    {
        var answered = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        Account.Calls.Answered = message =>
        {
            if (SentCall.Of(message.Request).LeaseAction == action) answered.TrySetResult(message.Response.Status);
        };
        return answered.Task;
    }

    private async Task BreakAsync() => await Account.Blobs.GetBlobContainerClient(Account.Name)
        .GetBlobClient("_shared/locks/queue").GetBlobLeaseClient().BreakAsync(TimeSpan.Zero);
}
