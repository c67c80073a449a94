using MarketoSync.Storage.Files;

namespace MarketoSync.Storage.Tests.Files;

public sealed class FolderEntriesTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("marketo-sync-tests-");

    public void Dispose() => _root.Delete(recursive: true);

    [Fact]
    public void A_folder_is_made_with_those_above_it_and_may_be_there_already()
    {
        var folder = Path.Combine(_root.FullName, "runs", "r1", "batches");
        FolderEntries.Make(folder);
        FolderEntries.Make(folder);
        Assert.True(Directory.Exists(folder));
    }

    [Fact]
    public void A_folder_is_not_made_where_a_file_is()
    {
        var file = Path.Combine(_root.FullName, "runs");
        File.WriteAllText(file, "");
        Assert.ThrowsAny<IOException>(() => FolderEntries.Make(file));
        Assert.ThrowsAny<IOException>(() => FolderEntries.Make(Path.Combine(file, "r1")));
    }

    [Fact]
    public void A_folder_that_is_not_there_has_nothing_to_flush() => FolderEntries.Flush(Path.Combine(_root.FullName, "gone"));
}
