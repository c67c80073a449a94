using MarketoSync.Inbox;
using MarketoSync.Runs;

namespace MarketoSync.Tests.Runs;

public sealed class SharedNoteTests
{
    private readonly MemoryRunFolder _folder = new();

    [Fact]
    public async Task Of_two_that_read_the_same_only_one_writes()
    {
        var (one, other) = (await ReadAsync(), await ReadAsync());
        await one.WriteAsync(one.Content, default);

        await Assert.ThrowsAsync<TurnLostException>(() => other.WriteAsync(other.Content, default));
        await one.WriteAsync(one.Content, default);
        Assert.Equal(2, (await ReadAsync()).Content.Turn);
    }

    [Fact]
    public async Task What_is_written_back_as_it_was_is_not_taken_for_what_was_read()
    {
        await (await ReadAsync()).WriteAsync(Empty(), default);
        var slow = await ReadAsync();
        var before = _folder.Text("note.json");
        var quick = await ReadAsync();
        await quick.WriteAsync(Empty() with { Discarded = [new DiscardedRun("a", default)] }, default);
        await quick.WriteAsync(Empty(), default);

        Assert.NotEqual(before, _folder.Text("note.json"));
        await Assert.ThrowsAsync<TurnLostException>(() => slow.WriteAsync(Empty(), default));
    }

    private static InboxState Empty() => new(0, null, []);

    private Task<SharedNote<InboxState>> ReadAsync() =>
        SharedNote<InboxState>.ReadAsync(_folder, "note.json", InboxJson.Default.InboxState, Empty(), default);
}
