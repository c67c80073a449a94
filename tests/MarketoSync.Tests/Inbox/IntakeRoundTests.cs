using MarketoSync.Inbox;
using MarketoSync.Tests.Queueing;
using MarketoSync.Tests.Runs;

namespace MarketoSync.Tests.Inbox;

public sealed class IntakeRoundTests
{
    private readonly IntakeWorld _world = new();

    public IntakeRoundTests()
    {
        _world.Queue.Put(Posts.Of(Posts.Lead("queued")));
        _world.Inbox.Put("a.ndjson", Posts.Lead("filed"));
    }

    [Fact]
    public async Task The_queue_is_drained_and_then_the_inbox_swept()
    {
        await _world.Round().RunAsync(default);

        Assert.Equal([Posts.Lead("queued"), Posts.Lead("filed")], await _world.StartedRecordsAsync());
    }

    [Fact]
    public async Task A_queue_that_is_out_of_reach_does_not_keep_the_inbox_from_being_swept()
    {
        var round = new IntakeRound(_world.Drain(new WatchedProcess(1, Mishap.FailsBefore)), _world.Sweep());

        var fault = await Assert.ThrowsAsync<AggregateException>(() => round.RunAsync(default));

        Assert.IsType<IOException>(Assert.Single(fault.InnerExceptions));
        Assert.Equal([Posts.Lead("filed")], await _world.StartedRecordsAsync());
    }

    [Fact]
    public async Task All_that_failed_is_told()
    {
        var round = new IntakeRound(
            _world.Drain(new WatchedProcess(1, Mishap.FailsBefore)), _world.Sweep(new WatchedProcess(1, Mishap.FailsBefore)));

        var fault = await Assert.ThrowsAsync<AggregateException>(() => round.RunAsync(default));

        Assert.Equal(2, fault.InnerExceptions.Count);
    }
}
