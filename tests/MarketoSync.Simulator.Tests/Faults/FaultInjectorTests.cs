using FsCheck;
using FsCheck.Xunit;

namespace MarketoSync.Simulator.Tests;

public class FaultInjectorTests
{
    [Property]
    public bool The_same_seed_gives_the_same_faults_to_the_same_calls_in_any_order(int seed)
    {
        var plan = new FaultPlan { Rate = 0.3 };
        var forth = new FaultInjector(seed, plan);
        var back = new FaultInjector(seed, plan);
        var first = Enumerable.Range(1, 100).Select(call => forth.Next(call, writes: true)).ToList();
        var second = Enumerable.Range(1, 100).Reverse().Select(call => back.Next(call, writes: true)).Reverse();
        return first.SequenceEqual(second);
    }

    [Fact]
    public void Another_seed_gives_other_faults()
    {
        var plan = new FaultPlan { Rate = 0.3 };
        Assert.NotEqual(Names(new FaultInjector(1, plan)), Names(new FaultInjector(2, plan)));
        Assert.Equal(Names(new FaultInjector(2, plan)), Names(new FaultInjector(1, plan with { Seed = 2 })));
    }

    [Fact]
    public void The_rate_is_the_share_of_calls_that_go_wrong_and_every_weighted_fault_occurs()
    {
        var struck = Names(new FaultInjector(7, new FaultPlan { Rate = 0.05 }), 100_000).Where(name => name is not null).ToList();
        Assert.InRange(struck.Count, 4_700, 5_300);
        Assert.Equal(
            FaultCatalogue.All.Where(fault => fault.UsualWeight > 0).Select(fault => fault.Name).Order(StringComparer.Ordinal),
            struck.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Weights_choose_among_the_named_faults_only()
    {
        var plan = new FaultPlan { Rate = 1, Weights = new Dictionary<string, double> { ["607"] = 1, ["reset-after"] = 3, ["611-before"] = 0 } };
        var struck = Names(new FaultInjector(7, plan), 10_000);
        Assert.InRange(struck.Count(name => name == "reset-after"), 7_300, 7_700);
        Assert.Equal(10_000, struck.Count(name => name is "reset-after" or "607"));
    }

    [Fact]
    public void A_read_never_meets_a_fault_that_could_hide_what_was_written()
    {
        var injector = new FaultInjector(7, new FaultPlan { Rate = 1 });
        var struck = Enumerable.Range(1, 10_000).Select(call => injector.Next(call, writes: false)).OfType<Fault>().ToList();
        Assert.NotEmpty(struck);
        Assert.DoesNotContain(struck, fault => fault.WritesOnly);
    }

    private static List<string?> Names(FaultInjector injector, int calls = 1000) =>
        [.. Enumerable.Range(1, calls).Select(call => injector.Next(call, writes: true)?.Name)];
}
