using FsCheck.Xunit;
using MarketoSync.Batching;
using MarketoSync.Recovery;

namespace MarketoSync.Tests.Recovery;

public class BackOffTests
{
    [Property]
    public void Each_wait_is_twice_the_last_and_up_to_half_as_much_again_but_never_grows_without_end(byte attempt, ushort batch)
    {
        var doublings = Math.Clamp(attempt - 1, 0, 6);
        var least = TimeSpan.FromSeconds(1 << doublings);
        Assert.InRange(BackOff.Delay(TimeSpan.FromSeconds(1), attempt, BatchId.Numbered(batch)), least, least * 1.5);
    }

    [Fact]
    public void Batches_that_failed_together_do_not_come_back_together()
    {
        var delays = Enumerable.Range(0, 20).Select(number => BackOff.Delay(TimeSpan.FromSeconds(10), 1, BatchId.Numbered(number)));
        Assert.Equal(20, delays.Distinct().Count());
    }

    [Fact]
    public void A_replay_waits_as_it_did_before() => Assert.Equal(
        BackOff.Delay(TimeSpan.FromSeconds(10), 3, "0042.1"), BackOff.Delay(TimeSpan.FromSeconds(10), 3, new string("0042.1".AsSpan())));
}
