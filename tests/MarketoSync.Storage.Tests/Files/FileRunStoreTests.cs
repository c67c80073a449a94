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

    /// <summary>The disk begins to write while more is written, and neither may get into the other's way.</summary>
    [Fact]
    public async Task A_large_object_that_is_written_in_pieces_holds_each_of_them_once()
    {
        var folder = Store.Open("r1");
        var piece = new byte[60_000];
        for (var place = 0; place < piece.Length; place++) piece[place] = (byte)(place * 7 % 251);
        var random = new Random(5);
        using var expected = System.Security.Cryptography.IncrementalHash.CreateHash(System.Security.Cryptography.HashAlgorithmName.SHA256);
        long length = 0;
        await using (var stream = await folder.CreateAsync("large", None))
        {
            while (length < 256 << 20)
            {
                var part = piece.AsMemory(0, random.Next(1, piece.Length));
                await stream.WriteAsync(part, None);
                expected.AppendData(part.Span);
                length += part.Length;
            }
        }

        await using var written = (await folder.OpenAsync("large", 0, None))!;
        Assert.Equal(length, written.Length);
        Assert.Equal(expected.GetHashAndReset(), await System.Security.Cryptography.SHA256.HashDataAsync(written));
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
