using MarketoSync.Batching;
using MarketoSync.Cli.Commands;
using MarketoSync.Cli.Configuration;
using MarketoSync.Intake;
using MarketoSync.Orchestration;

namespace MarketoSync.Cli.Tests.Commands;

public sealed class PlanFiguresTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(50, 0)]
    [InlineData(51, 20)]
    [InlineData(100, 20)]
    [InlineData(101, 40)]
    public void The_calls_of_the_last_window_cost_no_time(int batches, double seconds) =>
        Assert.Equal(seconds, Figures(batches).FloorSeconds);

    [Fact]
    public void The_quota_is_the_one_that_is_set() => Assert.Equal(0.5, Figures(12_500).QuotaShare);

    [Fact]
    public void Each_body_holds_its_envelope_and_a_comma_between_records()
    {
        // Two bodies of 100 bytes around 2,000 stored bytes, each of whose last new line becomes no comma.
        Assert.Equal(2_000 + (2 * (100 - 1)), Figures(2).Bytes);
    }

    private static PlanFigures Figures(int batches) => PlanFigures.Of(
        new IntakeSummary(10, 8, 2_000, 2, 1, batches),
        new PlanOutput(8, batches),
        new BatchLimits(300, 950_000, 100),
        CliSettings.Load(_ => null).Limits());
}
