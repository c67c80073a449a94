using MarketoSync.Runs;
using MarketoSync.TestSupport;

namespace MarketoSync.Storage.Tests.Runs;

/// <summary>What every exclusive keeps to, whatever it keeps turns by.</summary>
public abstract class ExclusiveConformance
{
    private static readonly CancellationToken None = CancellationToken.None;

    [ConformanceFact]
    public async Task A_turn_keeps_others_out_until_it_ends()
    {
        var turn = await Another().TryEnterAsync("queue", None);
        Assert.NotNull(turn);
        Assert.Null(await Another().TryEnterAsync("queue", None));
        await turn.DisposeAsync();
        var next = await Another().TryEnterAsync("queue", None);
        Assert.NotNull(next);
        await next.DisposeAsync();
    }

    [ConformanceFact]
    public async Task A_turn_is_not_given_twice_by_one_either()
    {
        var exclusive = Another();
        await using var turn = await exclusive.TryEnterAsync("queue", None);
        Assert.Null(await exclusive.TryEnterAsync("queue", None));
    }

    [ConformanceFact]
    public async Task Turns_of_other_names_are_others()
    {
        await using var queue = await Another().TryEnterAsync("queue", None);
        await using var inbox = await Another().TryEnterAsync("inbox", None);
        Assert.NotNull(inbox);
    }

    [ConformanceFact]
    public async Task Of_many_who_try_at_once_exactly_one_gets_the_turn()
    {
        var turns = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Another().TryEnterAsync("queue", None))));
        await Assert.Single(turns, turn => turn is not null)!.DisposeAsync();
    }

    [ConformanceTheory]
    [InlineData("")]
    [InlineData("../queue")]
    [InlineData("a/b")]
    public Task A_name_is_one_plain_name(string name) => Assert.ThrowsAsync<ArgumentException>(() => Another().TryEnterAsync(name, None));

    /// <summary>As another process has it.</summary>
    protected abstract IExclusive Another();
}
