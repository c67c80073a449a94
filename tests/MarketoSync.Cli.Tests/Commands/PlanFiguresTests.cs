using MarketoSync.Cli.Commands;
using MarketoSync.Cli.Configuration;
using MarketoSync.Intake;
using MarketoSync.Orchestration;
using MarketoSync.Runs;

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
    public void A_file_takes_several_calls() => Assert.Equal((14, 2), (Figures(2, SyncMode.Bulk).Calls, Figures(2, SyncMode.Bulk).Files));

    private static PlanFigures Figures(int batches, SyncMode mode = SyncMode.Sync) => PlanFigures.Of(
        new IntakeSummary(10, 8, 2_000, 2, 1, batches), new PlanOutput(8, batches, 2_198), new ModeChoice(mode), CliSettings.Load(_ => null).Limits());
}
