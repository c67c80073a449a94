using MarketoSync.Runs;
using MarketoSync.Storage.Blobs;
using MarketoSync.Storage.Tests.Runs;
using MarketoSync.Storage.Tests.Support;
using MarketoSync.TestSupport;

namespace MarketoSync.Storage.Tests.Blobs;

[NeedsAzurite]
[Collection(StorageCollection.Name)]
public sealed class BlobRunStoreTests(AzuriteFixture azurite) : RunStoreConformance
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly Account _account = new(azurite);

    protected override IRunStore Store => new BlobRunStore(_account.Blobs, _account.Name);

    [ConformanceFact]
    public async Task Every_operation_is_one_request_once_there_is_a_container()
    {
        var folder = Store.Open("r1");
        await folder.WriteAsync("a", "0123456789"u8.ToArray(), None);

        await Assert1Async(() => folder.WriteAsync("a", "0123456789"u8.ToArray(), None), "PUT");
        await Assert1Async(() => folder.ReadAsync("a", None), "GET");
        await Assert1Async(() => folder.ReadAsync("none", None), "GET");
        await Assert1Async(() => folder.ReadVersionAsync("a", None), "GET");
        await Assert1Async(() => folder.OpenAsync("a", 3, None), "GET");
        await Assert1Async(() => folder.ReadExactlyAsync("a", 3, new byte[4], None), "GET");
        Assert.Equal("bytes=3-6", _account.Calls.Sent[^1].Range);
        await Assert1Async(() => folder.TryWriteAsync("b", "x"u8.ToArray(), null, None), "PUT");
        await Assert1Async(() => folder.ListAsync("", None).ToListAsync().AsTask(), "GET");
        await Assert1Async(() => Store.ExistsAsync("r1", None), "GET");
        await Assert1Async(() => Store.ListAsync(None).ToListAsync().AsTask(), "GET");
        await Assert1Async(() => folder.DeleteAsync("a", None), "DELETE");
        await Assert1Async(async () => await (await folder.CreateAsync("c", None)).DisposeAsync(), "PUT");
    }

    [ConformanceFact]
    public async Task The_first_write_alone_makes_the_container()
    {
        Assert.Null(await Store.Open("r1").ReadAsync("a", None));
        Assert.Empty(await Store.Open("r1").ListAsync("", None).ToListAsync());
        await Store.Open("r1").DeleteAsync("a", None);
        Assert.False(await Store.ExistsAsync("r1", None));
        Assert.False(await _account.Blobs.GetBlobContainerClient(_account.Name).ExistsAsync());
        await using (var stream = await Store.Open("r1").CreateAsync("a", None))
            await stream.WriteAsync(new byte[9 << 20], None);
        Assert.True(await Store.ExistsAsync("r1", None));
    }

    [ConformanceFact]
    public async Task A_version_of_a_container_that_is_gone_is_not_written_over() =>
        Assert.Null(await Store.Open("r1").TryWriteAsync("a", default, "\"0x1\"", None));

    [ConformanceTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_write_whose_answer_is_lost_counts_although_the_SDK_repeats_it(bool isThere)
    {
        var folder = Store.Open("r1");
        await folder.WriteAsync("other", default, None);
        var expected = isThere ? await folder.TryWriteAsync("a", "old"u8.ToArray(), null, None) : null;
        _account.Calls.LoseAnswer(message => message.Request.Method.Method == "PUT" && message.Response.Status == 201);
        var version = await folder.TryWriteAsync("a", "new"u8.ToArray(), expected, None);
        Assert.Equal((await folder.ReadVersionAsync("a", None))!.Version, Assert.IsType<string>(version));
    }

    [ConformanceFact]
    public async Task A_stream_whose_answers_are_lost_is_written_once()
    {
        var folder = Store.Open("r1");
        await folder.WriteAsync("other", default, None);
        var content = new byte[9 << 20];
        new Random(1).NextBytes(content);
        await using (var stream = await folder.CreateAsync("a", None))
        {
            await stream.WriteAsync(content, None);
            _account.Calls.LoseAnswer(message => message.Request.Uri.Query.Contains("blocklist", StringComparison.Ordinal));
        }

        Assert.Equal(2, _account.Calls.Sent.Count(call => call.Query.Contains("blocklist", StringComparison.Ordinal)));
        var read = await folder.ReadAsync("a", None);
        Assert.True(content.AsSpan().SequenceEqual(read!.Value.Span));
    }

    [ConformanceFact]
    public async Task Of_two_streams_to_one_name_the_first_to_be_closed_stays_whole()
    {
        var folder = Store.Open("r1");
        var first = await folder.CreateAsync("a", None);
        var second = await folder.CreateAsync("a", None);
        await first.WriteAsync(new byte[9 << 20], None);
        await second.WriteAsync(new byte[10 << 20], None);
        await first.DisposeAsync();
        await Assert.ThrowsAnyAsync<IOException>(async () => await second.DisposeAsync());
        Assert.Equal(9 << 20, (await folder.ReadAsync("a", None))!.Value.Length);
    }

    [ConformanceFact]
    public async Task What_was_found_old_and_is_written_anew_before_it_is_removed_stays()
    {
        var shared = Store.Shared;
        foreach (var name in new[] { "keys/1", "keys/2" }) await shared.WriteAsync(name, "old"u8.ToArray(), None);
        _account.Calls.Answered = message =>
        {
            if (!message.Request.Uri.Query.Contains("comp=list", StringComparison.Ordinal)) return;
            _account.Calls.Answered = _ => { };
            shared.WriteAsync("keys/1", "new"u8.ToArray(), None).GetAwaiter().GetResult();
        };

        await shared.DeleteOlderAsync("keys/", TimeProvider.System.GetUtcNow().AddHours(1), None);

        Assert.Equal(["keys/1"], await shared.ListAsync("", None).ToListAsync());
        Assert.Equal("new"u8.ToArray(), (await shared.ReadAsync("keys/1", None))!.Value.ToArray());
    }

    [ConformanceFact]
    public async Task What_the_account_refuses_is_told_in_a_few_words()
    {
        _account.Calls.Answered = _ => throw new Azure.RequestFailedException(403, "Much\nText", "AuthorizationFailure", null);
        var fault = await Assert.ThrowsAsync<StorageFaultException>(() => Store.Open("r1").ReadAsync("a", None));
        Assert.Equal("The storage account could not be used: 403 AuthorizationFailure.", fault.Message);
    }

    private async Task Assert1Async(Func<Task> operation, string method)
    {
        var before = _account.Calls.Sent.Count;
        await operation();
        Assert.Equal(method, Assert.Single(_account.Calls.Sent.Skip(before)).Method);
    }
}
