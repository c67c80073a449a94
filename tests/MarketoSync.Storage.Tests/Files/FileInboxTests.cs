using MarketoSync.Inbox;
using MarketoSync.Storage.Files;
using MarketoSync.Storage.Tests.Inbox;

namespace MarketoSync.Storage.Tests.Files;

public sealed class FileInboxTests : InboxConformance, IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("marketo-sync-tests-");

    protected override IInbox Inbox => new FileInbox(Folder);

    private string Folder => Path.Combine(_root.FullName, "inbox");

    public void Dispose() => _root.Delete(recursive: true);

    [Fact]
    public async Task A_file_that_changes_without_growing_is_another_version()
    {
        await PutAsync("people.csv", "old");
        var old = await Inbox.FindAsync("people.csv", CancellationToken.None);
        await PutAsync("people.csv", "new");
        File.SetLastWriteTimeUtc(Path.Combine(Folder, "people.csv"), old!.ModifiedAt.UtcDateTime.AddSeconds(1));
        Assert.NotEqual(old.Version, (await Inbox.FindAsync("people.csv", CancellationToken.None))!.Version);
    }

    [Fact]
    public async Task A_name_never_leads_out_of_the_folder()
    {
        await File.WriteAllTextAsync(Path.Combine(_root.FullName, "secret.csv"), "x");
        await PutAsync("people.csv", "x");
        Assert.Null(await Inbox.FindAsync("../secret.csv", CancellationToken.None));
        Assert.Null(await Inbox.FindAsync(Path.Combine(_root.FullName, "secret.csv"), CancellationToken.None));
    }

    protected override async Task PutAsync(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, text);
    }

    protected override Task RemoveAsync(string name)
    {
        File.Delete(Path.Combine(Folder, name));
        return Task.CompletedTask;
    }

    protected override Task<string> StoredAsync(string name) => File.ReadAllTextAsync(Path.Combine(Folder, name));

    protected override Task<int> CountStoredAsync() =>
        Task.FromResult(Directory.GetFiles(Folder, "*", SearchOption.AllDirectories).Length);
}
