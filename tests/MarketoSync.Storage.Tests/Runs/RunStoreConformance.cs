using System.Text;
using MarketoSync.Runs;
using MarketoSync.TestSupport;

namespace MarketoSync.Storage.Tests.Runs;

/// <summary>What every run store keeps to, whatever it keeps runs in.</summary>
public abstract class RunStoreConformance
{
    private static readonly CancellationToken None = CancellationToken.None;

    protected abstract IRunStore Store { get; }

    [ConformanceFact]
    public async Task What_was_written_is_read_back_whole()
    {
        var folder = Store.Open("r1");
        await folder.WriteAsync("run.json", "abc"u8.ToArray(), None);
        Assert.Equal("abc", await TextAsync(folder, "run.json"));
    }

    [ConformanceFact]
    public async Task A_second_write_replaces_the_first_whole()
    {
        var folder = Store.Open("r1");
        await folder.WriteAsync("a", "a long first text"u8.ToArray(), None);
        await folder.WriteAsync("a", "short"u8.ToArray(), None);
        Assert.Equal("short", await TextAsync(folder, "a"));
    }

    [ConformanceFact]
    public async Task What_is_not_there_reads_as_null()
    {
        var folder = Store.Open("r1");
        Assert.Null(await folder.ReadAsync("run.json", None));
        Assert.Null(await folder.OpenAsync("records.ndjson", 0, None));
    }

    [ConformanceFact]
    public async Task An_empty_object_is_there()
    {
        var folder = Store.Open("r1");
        await folder.WriteAsync("empty", default, None);
        Assert.Equal("", await TextAsync(folder, "empty"));
        Assert.Equal(["empty"], await folder.ListAsync("", None).ToListAsync());
    }

    [ConformanceFact]
    public async Task A_stream_counts_as_written_only_once_it_is_closed()
    {
        var folder = Store.Open("r1");
        var stream = await folder.CreateAsync("records.ndjson", None);
        await stream.WriteAsync("0123456789"u8.ToArray(), None);
        await stream.FlushAsync(None);
        Assert.Empty(await folder.ListAsync("", None).ToListAsync());
        Assert.Null(await folder.ReadAsync("records.ndjson", None));
        await stream.DisposeAsync();
        Assert.Equal("0123456789", await TextAsync(folder, "records.ndjson"));
    }

    [ConformanceFact]
    public async Task A_large_stream_is_written_in_whatever_pieces_it_comes()
    {
        var folder = Store.Open("r1");
        var content = new byte[(9 << 20) + 1];
        new Random(1).NextBytes(content);
        await using (var stream = await folder.CreateAsync("records.ndjson", None))
        {
            await stream.WriteAsync(content.AsMemory(0, 5 << 20), None);
            Assert.Empty(await folder.ListAsync("", None).ToListAsync());
            for (var written = 5 << 20; written < content.Length; written += 100_000)
                await stream.WriteAsync(content.AsMemory(written, Math.Min(100_000, content.Length - written)), None);
        }

        var read = await folder.ReadAsync("records.ndjson", None);
        Assert.True(content.AsSpan().SequenceEqual(read!.Value.Span));
    }

    [ConformanceTheory]
    [InlineData(10)]
    [InlineData(9 << 20)]
    public async Task A_stream_one_of_whose_writes_failed_leaves_what_was_there_before(int length)
    {
        var folder = Store.Open("r1");
        await folder.WriteAsync("a", "old"u8.ToArray(), None);
        var stream = await folder.CreateAsync("a", None);
        await stream.WriteAsync(new byte[length], None);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await stream.WriteAsync(new byte[1], new(canceled: true)));
        await stream.DisposeAsync();
        Assert.Equal("old", await TextAsync(folder, "a"));
        Assert.Equal(["a"], await folder.ListAsync("", None).ToListAsync());
    }

    [ConformanceTheory]
    [InlineData(10)]
    [InlineData(9 << 20)]
    public async Task A_stream_that_an_exception_abandoned_leaves_nothing(int length)
    {
        var folder = Store.Open("r1");
        var stream = await folder.CreateAsync("a", None);
        await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            await stream.WriteAsync(new byte[length], None);
            throw new InvalidOperationException();
        });
        Assert.Empty(await folder.ListAsync("", None).ToListAsync());
        Assert.Null(await folder.ReadAsync("a", None));
        Assert.False(await Store.ExistsAsync("r1", None));
    }

    [ConformanceFact]
    public async Task An_empty_stream_is_an_empty_object()
    {
        var folder = Store.Open("r1");
        await using (await folder.CreateAsync("a", None))
        {
        }

        Assert.Equal("", await TextAsync(folder, "a"));
        await using var stream = await folder.OpenAsync("a", 0, None);
        Assert.Equal(-1, stream!.ReadByte());
    }

    [ConformanceFact]
    public async Task A_stream_that_is_abandoned_leaves_what_was_there()
    {
        var folder = Store.Open("r1");
        await folder.WriteAsync("a", "whole"u8.ToArray(), None);
        await using (var stream = await folder.CreateAsync("a", None))
        {
            using var whole = new WholeOrNothing(stream);
            await stream.WriteAsync("half"u8.ToArray(), None);
        }

        Assert.Equal("whole", await TextAsync(folder, "a"));
    }

    [ConformanceFact]
    public async Task A_stream_that_is_closed_twice_is_written_once()
    {
        var folder = Store.Open("r1");
        var stream = await folder.CreateAsync("a", None);
        await stream.WriteAsync("first"u8.ToArray(), None);
        await stream.DisposeAsync();
        await folder.WriteAsync("a", "second"u8.ToArray(), None);
        await stream.DisposeAsync();
        Assert.Equal("second", await TextAsync(folder, "a"));
    }

    [ConformanceFact]
    public async Task An_object_is_opened_at_an_offset()
    {
        var folder = Store.Open("r1");
        await folder.WriteAsync("a", "0123456789"u8.ToArray(), None);
        await using var stream = await folder.OpenAsync("a", 7, None);
        using var reader = new StreamReader(stream!);
        Assert.Equal("789", await reader.ReadToEndAsync(None));
    }

    [ConformanceFact]
    public async Task An_object_that_is_opened_at_its_end_has_nothing_more()
    {
        var folder = Store.Open("r1");
        await folder.WriteAsync("a", "0123"u8.ToArray(), None);
        await using var stream = await folder.OpenAsync("a", 4, None);
        Assert.Equal(0, await stream!.ReadAsync(new byte[1], None));
    }

    [ConformanceFact]
    public async Task A_range_is_read_from_its_offset()
    {
        var folder = Store.Open("r1");
        await folder.WriteAsync("a", "0123456789"u8.ToArray(), None);
        var bytes = new byte[4];
        await folder.ReadExactlyAsync("a", 3, bytes, None);
        Assert.Equal("3456", Encoding.UTF8.GetString(bytes));
    }

    [ConformanceFact]
    public async Task A_range_of_a_replaced_object_is_read_from_the_new_one()
    {
        var folder = Store.Open("r1");
        var bytes = new byte[3];
        await folder.WriteAsync("a", "old"u8.ToArray(), None);
        await folder.ReadExactlyAsync("a", 0, bytes, None);
        await folder.WriteAsync("a", "new"u8.ToArray(), None);
        await folder.ReadExactlyAsync("a", 0, bytes, None);
        Assert.Equal("new", Encoding.UTF8.GetString(bytes));
    }

    [ConformanceFact]
    public async Task A_range_past_the_end_is_an_error()
    {
        var folder = Store.Open("r1");
        await folder.WriteAsync("a", "0123"u8.ToArray(), None);
        await Assert.ThrowsAnyAsync<IOException>(() => folder.ReadExactlyAsync("a", 2, new byte[3], None));
        await Assert.ThrowsAnyAsync<IOException>(() => folder.ReadExactlyAsync("a", 4, new byte[1], None));
        await Assert.ThrowsAnyAsync<IOException>(() => folder.ReadExactlyAsync("b", 0, new byte[1], None));
    }

    [ConformanceFact]
    public async Task Ranges_are_read_by_many_at_once()
    {
        var folder = Store.Open("r1");
        var content = Enumerable.Range(0, 4096).Select(i => (byte)i).ToArray();
        await folder.WriteAsync("a", content, None);
        await Parallel.ForAsync(0, 256, async (i, cancellation) =>
        {
            var bytes = new byte[16];
            await folder.ReadExactlyAsync("a", i * 16, bytes, cancellation);
            Assert.Equal(content[(i * 16)..(i * 16 + 16)], bytes);
        });
    }

    [ConformanceFact]
    public async Task Names_are_listed_by_prefix_in_ordinal_order()
    {
        var folder = Store.Open("r1");
        foreach (var name in new[] { "batches/0010", "batches/0002.1", "run.json", "batches/0002", "Report", "batches/deep/er/1", "batch" })
            await folder.WriteAsync(name, default, None);
        Assert.Equal(
            ["batches/0002", "batches/0002.1", "batches/0010", "batches/deep/er/1"],
            await folder.ListAsync("batches/", None).ToListAsync());
        Assert.Equal(["batches/0002", "batches/0002.1"], await folder.ListAsync("batches/0002", None).ToListAsync());
        Assert.Equal(
            ["Report", "batch", "batches/0002", "batches/0002.1", "batches/0010", "batches/deep/er/1", "run.json"],
            await folder.ListAsync("", None).ToListAsync());
        Assert.Empty(await folder.ListAsync("none/of/these", None).ToListAsync());
    }

    [ConformanceTheory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("../other/run.json")]
    [InlineData("batches/../../other")]
    [InlineData("/etc/passwd")]
    [InlineData("batches//1")]
    [InlineData("batches/")]
    [InlineData("./a")]
    [InlineData("a\\b")]
    [InlineData("c:a")]
    [InlineData("a\0b")]
    public async Task A_name_that_leaves_the_run_is_refused(string name)
    {
        var folder = Store.Open("r1");
        await Assert.ThrowsAsync<ArgumentException>(() => folder.WriteAsync(name, default, None));
        await Assert.ThrowsAsync<ArgumentException>(() => folder.ReadAsync(name, None));
        await Assert.ThrowsAsync<ArgumentException>(() => folder.OpenAsync(name, 0, None));
        await Assert.ThrowsAsync<ArgumentException>(() => folder.CreateAsync(name, None));
        await Assert.ThrowsAsync<ArgumentException>(() => folder.ReadExactlyAsync(name, 0, new byte[1], None));
    }

    [ConformanceFact]
    public async Task A_prefix_never_lists_what_is_outside_the_run()
    {
        await Store.Open("r2").WriteAsync("secret", default, None);
        var folder = Store.Open("r1");
        await folder.WriteAsync("a", default, None);
        Assert.Empty(await folder.ListAsync("../r2/", None).ToListAsync());
        Assert.Empty(await folder.ListAsync("/", None).ToListAsync());
    }

    [ConformanceTheory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("_shared")]
    public void A_run_is_one_plain_folder_name(string run) => Assert.Throws<ArgumentException>(() => Store.Open(run));

    [ConformanceFact]
    public async Task Runs_are_listed_in_ordinal_order_once_they_hold_something()
    {
        Assert.Empty(await Store.ListAsync(None).ToListAsync());
        foreach (var run in new[] { "b", "a", "a-b", "B" })
            await Store.Open(run).WriteAsync("run.json", default, None);
        Store.Open("c");
        Assert.Equal(["B", "a", "a-b", "b"], await Store.ListAsync(None).ToListAsync());
        Assert.True(await Store.ExistsAsync("a", None));
        Assert.False(await Store.ExistsAsync("c", None));
        Assert.False(await Store.ExistsAsync("../a", None));
    }

    [ConformanceFact]
    public async Task A_version_is_replaced_by_who_read_it()
    {
        var folder = Store.Open("r1");
        Assert.Null(await folder.ReadVersionAsync("a", None));
        var first = await folder.TryWriteAsync("a", "1"u8.ToArray(), null, None);
        Assert.Equal(first, (await folder.ReadVersionAsync("a", None))!.Version);
        var second = await folder.TryWriteAsync("a", "2"u8.ToArray(), first, None);
        Assert.NotEqual(first, second);
        var read = (await folder.ReadVersionAsync("a", None))!;
        Assert.Equal(second, read.Version);
        Assert.Equal("2"u8.ToArray(), read.Content.ToArray());
    }

    [ConformanceFact]
    public async Task A_version_that_was_replaced_meanwhile_is_not_written_over()
    {
        var folder = Store.Open("r1");
        var first = await folder.TryWriteAsync("a", "1"u8.ToArray(), null, None);
        await folder.WriteAsync("a", "2"u8.ToArray(), None);
        Assert.Null(await folder.TryWriteAsync("a", "3"u8.ToArray(), first, None));
        Assert.Null(await folder.TryWriteAsync("a", "3"u8.ToArray(), null, None));
        Assert.Equal("2", await TextAsync(folder, "a"));
    }

    [ConformanceFact]
    public async Task A_version_that_was_removed_meanwhile_is_not_brought_back()
    {
        var folder = Store.Open("r1");
        var first = await folder.TryWriteAsync("a", "1"u8.ToArray(), null, None);
        await folder.DeleteAsync("a", None);
        Assert.Null(await folder.TryWriteAsync("a", "2"u8.ToArray(), first, None));
        Assert.Null(await folder.ReadAsync("a", None));
    }

    [ConformanceTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Of_many_who_write_at_once_exactly_one_wins(bool isThere)
    {
        var expected = isThere ? await Store.Open("r1").TryWriteAsync("a", "old"u8.ToArray(), null, None) : null;
        var versions = await Task.WhenAll(Enumerable.Range(0, 16).Select(writer => Task.Run(
            () => Store.Open("r1").TryWriteAsync("a", Encoding.UTF8.GetBytes($"{writer}"), expected, None))));
        var winner = Assert.Single(Enumerable.Range(0, 16), writer => versions[writer] is not null);
        Assert.Equal($"{winner}", await TextAsync(Store.Open("r1"), "a"));
        Assert.Equal(versions[winner], (await Store.Open("r1").ReadVersionAsync("a", None))!.Version);
    }

    [ConformanceFact]
    public async Task Of_many_who_write_the_same_for_the_first_time_exactly_one_wins()
    {
        var versions = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(
            () => Store.Open("r1").TryWriteAsync("a", "the same"u8.ToArray(), null, None))));
        Assert.Single(versions, version => version is not null);
    }

    [ConformanceFact]
    public async Task An_object_is_removed_and_removing_it_again_is_no_error()
    {
        var folder = Store.Open("r1");
        await folder.DeleteAsync("a", None);
        await folder.WriteAsync("a", default, None);
        await folder.WriteAsync("b", default, None);
        await folder.DeleteAsync("a", None);
        await folder.DeleteAsync("a", None);
        Assert.Null(await folder.ReadAsync("a", None));
        Assert.Equal(["b"], await folder.ListAsync("", None).ToListAsync());
    }

    [ConformanceFact]
    public async Task What_was_written_before_a_time_is_removed_and_what_was_written_since_stays()
    {
        foreach (var name in new[] { "keys/1", "keys/2", "keyring/1", "queue.json" })
            await Store.Shared.WriteAsync(name, "x"u8.ToArray(), None);
        var names = await Store.Shared.ListAsync("", None).ToListAsync();

        await Store.Shared.DeleteOlderAsync("keys/", TimeProvider.System.GetUtcNow().AddHours(-1), None);
        Assert.Equal(names, await Store.Shared.ListAsync("", None).ToListAsync());

        await Store.Shared.DeleteOlderAsync("keys/", TimeProvider.System.GetUtcNow().AddHours(1), None);
        Assert.Equal(["keyring/1", "queue.json"], await Store.Shared.ListAsync("", None).ToListAsync());
        await Store.Shared.DeleteOlderAsync("keys/", TimeProvider.System.GetUtcNow().AddHours(1), None);
    }

    [ConformanceFact]
    public async Task All_of_a_run_is_removed_and_nothing_else()
    {
        await Store.DeleteAsync("r1", None);
        foreach (var run in new[] { "r1", "r10" })
        {
            await Store.Open(run).WriteAsync("run.json", default, None);
            await Store.Open(run).WriteAsync("batches/0001", default, None);
        }

        await Store.Shared.WriteAsync("r1/a", default, None);
        await Store.DeleteAsync("r1", None);
        Assert.Equal(["r10"], await Store.ListAsync(None).ToListAsync());
        Assert.False(await Store.ExistsAsync("r1", None));
        Assert.Empty(await Store.Open("r1").ListAsync("", None).ToListAsync());
        Assert.Equal(2, await Store.Open("r10").ListAsync("", None).CountAsync());
        Assert.Equal(["r1/a"], await Store.Shared.ListAsync("", None).ToListAsync());
    }

    [ConformanceFact]
    public async Task What_is_shared_belongs_to_no_run()
    {
        await Store.Shared.WriteAsync("keys/1", "x"u8.ToArray(), None);
        Assert.Equal("x"u8.ToArray(), (await Store.Shared.ReadAsync("keys/1", None))!.Value.ToArray());
        Assert.Empty(await Store.ListAsync(None).ToListAsync());
        Assert.False(await Store.ExistsAsync("_shared", None));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.DeleteAsync("_shared", None));
        Assert.Equal(["keys/1"], await Store.Shared.ListAsync("", None).ToListAsync());
    }

    private static async Task<string> TextAsync(IRunFolder folder, string name) =>
        Encoding.UTF8.GetString((await folder.ReadAsync(name, None))!.Value.Span);
}
