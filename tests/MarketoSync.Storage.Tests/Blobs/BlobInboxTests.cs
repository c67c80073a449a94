using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using MarketoSync.Inbox;
using MarketoSync.Storage.Blobs;
using MarketoSync.Storage.Tests.Inbox;
using MarketoSync.Storage.Tests.Support;
using MarketoSync.TestSupport;

namespace MarketoSync.Storage.Tests.Blobs;

[NeedsAzurite]
[Collection(StorageCollection.Name)]
public sealed class BlobInboxTests(AzuriteFixture azurite) : InboxConformance
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly Account _account = new(azurite);

    protected override IInbox Inbox => new BlobInbox(_account.Blobs, _account.Name);

    private BlobContainerClient Files => _account.Blobs.GetBlobContainerClient(_account.Name);

    [ConformanceFact]
    public async Task What_is_filed_away_makes_listing_no_longer()
    {
        await PutAsync("archive/people.r1.csv", "email");
        await PutAsync("people.csv", "email");
        var before = _account.Calls.Sent.Count;
        Assert.Single(await Inbox.ListAsync(None).ToListAsync());
        Assert.Single(_account.Calls.Sent.Skip(before));
    }

    [ConformanceFact]
    public async Task The_entry_that_a_hierarchical_account_has_of_a_folder_is_no_file()
    {
        await Files.CreateIfNotExistsAsync();
        var options = new BlobUploadOptions { Metadata = new Dictionary<string, string> { ["hdi_isfolder"] = "true" } };
        await Files.GetBlockBlobClient("sub").UploadAsync(Stream.Null, options);
        await PutAsync("sub/people.csv", "email");
        Assert.Equal("sub/people.csv", Assert.Single(await Inbox.ListAsync(None).ToListAsync()).Name);
        Assert.Null(await Inbox.FindAsync("sub", None));
    }

    [ConformanceFact]
    public async Task A_file_that_cannot_be_removed_is_an_error_and_is_not_lost()
    {
        await PutAsync("people.csv", "email");
        var file = Assert.Single(await Inbox.ListAsync(None).ToListAsync());
        var lease = Files.GetBlobClient("people.csv").GetBlobLeaseClient();
        await lease.AcquireAsync(TimeSpan.FromSeconds(60));
        await Assert.ThrowsAsync<StorageFaultException>(() => Inbox.FileAwayAsync(file, IInbox.Archive, "r1", default, None));
        Assert.Equal("email", await StoredAsync("people.csv"));
        await lease.ReleaseAsync();
        await Inbox.FileAwayAsync(file, IInbox.Archive, "r1", default, None);
        Assert.Empty(await Inbox.ListAsync(None).ToListAsync());
        Assert.Equal("email", await StoredAsync("archive/people.r1.csv"));
    }

    [ConformanceFact]
    public async Task A_file_whose_removal_is_not_answered_is_filed_away()
    {
        await PutAsync("people.csv", "email");
        var file = Assert.Single(await Inbox.ListAsync(None).ToListAsync());
        _account.Calls.LoseAnswer(message => message.Request.Method.Method == "DELETE");
        await Inbox.FileAwayAsync(file, IInbox.Archive, "r1", default, None);
        Assert.Equal("email", await StoredAsync("archive/people.r1.csv"));
    }

    protected override async Task PutAsync(string name, string text)
    {
        await Files.CreateIfNotExistsAsync();
        await Files.GetBlobClient(name).UploadAsync(BinaryData.FromString(text), overwrite: true);
    }

    protected override Task RemoveAsync(string name) => Files.GetBlobClient(name).DeleteAsync();

    protected override async Task<string> StoredAsync(string name) =>
        (await Files.GetBlobClient(name).DownloadContentAsync()).Value.Content.ToString();

    protected override async Task<int> CountStoredAsync() => await Files.GetBlobsAsync().CountAsync();
}
