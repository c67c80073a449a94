using FsCheck.Xunit;
using MarketoSync.Batching;

namespace MarketoSync.Tests.Batching;

public class BodySizesTests
{
    private const long Configured = 950_000;

    [Theory]
    [InlineData(Configured / 4, 2)]
    [InlineData(Configured / 2, 1)]
    [InlineData(Configured, 0)]
    public void Halving_learns_a_smaller_limit_with_the_fewest_refusals(long serverLimit, int refusals)
    {
        var run = new Simulation(serverLimit);
        for (var call = 0; call < 40; call++) run.Send(run.Sizes.Ceiling);
        Assert.Equal(refusals, run.Refused);
        Assert.True(run.Sizes.Accepted >= serverLimit / 2);
    }

    [Property(MaxTest = 200)]
    public void The_ceiling_stays_between_what_was_accepted_and_what_is_configured(int serverLimit, ushort[] sizes)
    {
        var run = new Simulation(1000 + Math.Abs((long)serverLimit) % 2_000_000);
        foreach (var size in sizes)
        {
            run.Send(Math.Min(run.Sizes.Ceiling, 1 + size * 15L));
            Assert.InRange(run.Sizes.Ceiling, run.Sizes.Accepted, Configured);
            Assert.False(run.Sizes.IsProbe(run.Sizes.Accepted));
            Assert.False(run.Sizes.IsTooLarge(run.Sizes.Accepted));
        }
    }

    [Fact]
    public void What_was_accepted_before_and_is_refused_now_says_nothing_about_size()
    {
        var sizes = BodySizes.Start(Configured).OnAccepted(500_000);
        Assert.Equal(sizes, sizes.OnRefused(500_000));
        Assert.Equal(500_000, sizes.OnRefused(600_000).Ceiling);
    }

    [Fact]
    public void What_was_refused_and_what_is_nearly_as_large_is_split_before_it_is_sent()
    {
        var sizes = BodySizes.Start(Configured).OnRefused(800_000);
        Assert.True(sizes.IsTooLarge(800_000));
        Assert.True(sizes.IsTooLarge(790_000));
        Assert.False(sizes.IsTooLarge(400_000));
    }

    [Fact]
    public void Larger_bodies_are_tried_only_after_a_streak_and_each_time_later()
    {
        var run = new Simulation(Configured / 4);
        for (var call = 0; call < 51; call++) run.Send(run.Sizes.Ceiling);
        Assert.Equal(2, run.Refused);

        for (var call = 0; call < 5_000; call++) run.Send(run.Sizes.Ceiling);
        Assert.InRange(run.Refused, 3, 9);
    }

    [Fact]
    public void A_limit_that_was_lifted_is_found_out()
    {
        var run = new Simulation(Configured / 8);
        for (var call = 0; call < 20; call++) run.Send(run.Sizes.Ceiling);
        run.ServerLimit = long.MaxValue;
        for (var call = 0; call < 5_000; call++) run.Send(run.Sizes.Ceiling);
        Assert.Equal(Configured, run.Sizes.Ceiling);
    }

    [Fact]
    public void Batches_are_never_cut_to_a_size_that_would_be_split_before_it_is_sent()
    {
        var run = new Simulation(Configured / 3);
        for (var call = 0; call < 5_000; call++)
        {
            Assert.False(run.Sizes.IsTooLarge(run.Sizes.Ceiling));
            run.Send(run.Sizes.Ceiling);
        }
    }

    [Fact]
    public void A_lone_record_above_the_configured_limit_does_not_raise_it() =>
        Assert.Equal(Configured, BodySizes.Start(Configured).OnAccepted(Configured + 10_000).Ceiling);

    /// <summary>A server with a limit, and a run that sends to it: what is known to be too large is halved first, as a run does.</summary>
    private sealed class Simulation(long serverLimit)
    {
        public long ServerLimit { get; set; } = serverLimit;

        public BodySizes Sizes { get; private set; } = BodySizes.Start(Configured);

        public int Refused { get; private set; }

        public void Send(long bytes)
        {
            while (bytes > 1 && Sizes.IsTooLarge(bytes)) bytes /= 2;
            if (bytes <= ServerLimit)
            {
                Sizes = Sizes.OnAccepted(bytes);
                return;
            }

            Refused++;
            Sizes = Sizes.OnRefused(bytes);
        }
    }
}
