using MarketoSync.Runs;
using MarketoSync.Storage.Files;
using MarketoSync.Storage.Tests.Runs;

namespace MarketoSync.Storage.Tests.Files;

public sealed class FileRunStoreTests : RunStoreConformance, IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("marketo-sync-tests-");

    protected override IRunStore Store => new FileRunStore(_root.FullName);

    public void Dispose() => _root.Delete(recursive: true);

    [Fact]
    public async Task What_a_crash_left_unfinished_is_never_listed()
    {
        var folder = Store.Open("r1");
        await folder.WriteAsync("batches/0001", "x"u8.ToArray(), None);
        // A stream that is never closed is what a killed process leaves.
        var left = await folder.CreateAsync("batches/0002", None);
        await left.WriteAsync("half"u8.ToArray(), None);
        await left.FlushAsync(None);
        Assert.Equal(2, Directory.GetFiles(Path.Combine(_root.FullName, "r1", "batches")).Length);

        var afterCrash = Store.Open("r1");
        Assert.Equal(["batches/0001"], await afterCrash.ListAsync("", None).ToListAsync());
        Assert.Null(await afterCrash.ReadAsync("batches/0002", None));
        await afterCrash.WriteAsync("batches/0002", "whole"u8.ToArray(), None);
        Assert.Equal("whole"u8.ToArray(), (await afterCrash.ReadAsync("batches/0002", None))!.Value.ToArray());
    }

    [Fact]
    public async Task A_run_that_a_crash_left_with_nothing_finished_is_not_there()
    {
        var left = await Store.Open("r1").CreateAsync("records.ndjson", None);
        await left.FlushAsync(None);
        Assert.Empty(await Store.ListAsync(None).ToListAsync());
        Assert.False(await Store.ExistsAsync("r1", None));
    }

    [Fact]
    public async Task A_write_that_was_cancelled_leaves_the_old_object_and_no_file()
    {
        var folder = Store.Open("r1");
        await folder.WriteAsync("a", "old"u8.ToArray(), None);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => folder.WriteAsync("a", new byte[1], new(canceled: true)));
        Assert.Equal("old"u8.ToArray(), (await folder.ReadAsync("a", None))!.Value.ToArray());
        Assert.Single(Directory.GetFiles(Path.Combine(_root.FullName, "r1")));
    }

    [Fact]
    public async Task Nothing_is_made_on_disk_before_the_first_write()
    {
        var folder = Store.Open("r1");
        Assert.Empty(await folder.ListAsync("", None).ToListAsync());
        Assert.Null(await folder.ReadAsync("a", None));
        Assert.Empty(_root.GetFileSystemInfos());
    }

    [Fact]
    public void Names_for_unfinished_files_are_refused() =>
        Assert.Throws<ArgumentException>(() => { _ = Store.Open("r1").CreateAsync("a.part", None); });
}
