using System.Text;
using MarketoSync.Runs;

namespace MarketoSync.Storage.Tests.Runs;

/// <summary>What every run store keeps to, whatever it keeps runs in.</summary>
public abstract class RunStoreConformance
{
    private static readonly CancellationToken None = CancellationToken.None;

    protected abstract IRunStore Store { get; }

    [Fact]
    public async Task What_was_written_is_read_back_whole()
    {
        var folder = Store.Open("r1");
        await folder.WriteAsync("run.json", "abc"u8.ToArray(), None);
        Assert.Equal("abc", await TextAsync(folder, "run.json"));
    }

    [Fact]
    public async Task A_second_write_replaces_the_first_whole()
    {
        var folder = Store.Open("r1");
        await folder.WriteAsync("a", "a long first text"u8.ToArray(), None);
        await folder.WriteAsync("a", "short"u8.ToArray(), None);
        Assert.Equal("short", await TextAsync(folder, "a"));
    }

    [Fact]
    public async Task What_is_not_there_reads_as_null()
    {
        var folder = Store.Open("r1");
        Assert.Null(await folder.ReadAsync("run.json", None));
        Assert.Null(await folder.OpenAsync("records.ndjson", 0, None));
    }

    [Fact]
    public async Task An_empty_object_is_there()
    {
        var folder = Store.Open("r1");
        await folder.WriteAsync("empty", default, None);
        Assert.Equal("", await TextAsync(folder, "empty"));
        Assert.Equal(["empty"], await folder.ListAsync("", None).ToListAsync());
    }

    [Fact]
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

    [Fact]
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

    [Fact]
    public async Task An_object_is_opened_at_an_offset()
    {
        var folder = Store.Open("r1");
        await folder.WriteAsync("a", "0123456789"u8.ToArray(), None);
        await using var stream = await folder.OpenAsync("a", 7, None);
        using var reader = new StreamReader(stream!);
        Assert.Equal("789", await reader.ReadToEndAsync(None));
    }

    [Fact]
    public async Task A_range_is_read_from_its_offset()
    {
        var folder = Store.Open("r1");
        await folder.WriteAsync("a", "0123456789"u8.ToArray(), None);
        var bytes = new byte[4];
        await folder.ReadExactlyAsync("a", 3, bytes, None);
        Assert.Equal("3456", Encoding.UTF8.GetString(bytes));
    }

    [Fact]
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

    [Fact]
    public async Task A_range_past_the_end_is_an_error()
    {
        var folder = Store.Open("r1");
        await folder.WriteAsync("a", "0123"u8.ToArray(), None);
        await Assert.ThrowsAnyAsync<IOException>(() => folder.ReadExactlyAsync("a", 2, new byte[3], None));
    }

    [Fact]
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

    [Fact]
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

    [Theory]
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

    [Fact]
    public async Task A_prefix_never_lists_what_is_outside_the_run()
    {
        await Store.Open("r2").WriteAsync("secret", default, None);
        var folder = Store.Open("r1");
        await folder.WriteAsync("a", default, None);
        Assert.Empty(await folder.ListAsync("../r2/", None).ToListAsync());
        Assert.Empty(await folder.ListAsync("/", None).ToListAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    public void A_run_is_one_plain_folder_name(string run) => Assert.Throws<ArgumentException>(() => Store.Open(run));

    [Fact]
    public async Task Runs_are_listed_in_ordinal_order_once_they_hold_something()
    {
        Assert.Empty(await Store.ListAsync(None).ToListAsync());
        foreach (var run in new[] { "b", "a", "B" })
            await Store.Open(run).WriteAsync("run.json", default, None);
        Store.Open("c");
        Assert.Equal(["B", "a", "b"], await Store.ListAsync(None).ToListAsync());
        Assert.True(await Store.ExistsAsync("a", None));
        Assert.False(await Store.ExistsAsync("c", None));
        Assert.False(await Store.ExistsAsync("../a", None));
    }

    private static async Task<string> TextAsync(IRunFolder folder, string name) =>
        Encoding.UTF8.GetString((await folder.ReadAsync(name, None))!.Value.Span);
}
