using MarketoSync.EndToEnd.Support;
using MarketoSync.EndToEnd.Support.Storms;
using MarketoSync.Simulator;

namespace MarketoSync.EndToEnd;

/// <summary>Every target and every way to write it, while calls fail in every way that can be cured.</summary>
public sealed class TargetStormTests
{
    private static readonly IReadOnlyList<Storm> s_storms = [.. Storm.All];

    public static TheoryData<string, int> Storms
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (var (place, storm) in s_storms.Index()) data.Add(storm.ToString(), 200 + place);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Storms))]
    public async Task Every_record_comes_out_once_with_the_outcome_that_the_ledger_has(string name, int seed)
    {
        var storm = s_storms.Single(storm => storm.ToString() == name);
        var time = new Yesterday();
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions { Seed = seed, CallsPerWindow = 0, DailyQuota = 0 }, time);
        using var shell = new Shell(simulator, ("Marketo__MaxBatchRecords", "50"), ("Marketo__SettleSeconds", "0.05"), ("Marketo__WindowSeconds", "0.05"));
        var world = storm.Prepare(simulator);
        time.End();
        simulator.Faults = new FaultPlan { Rate = 0.1, Seed = seed, SlowDelay = TimeSpan.FromMilliseconds(50), Weights = Curable.Weights };

        // Few calls may meet no fault by chance. One is always carried out with its answer lost.
        simulator.FailNext("reset-after");
        var source = StormSource.Write(shell.PathOf("source"), storm, world);

        var exit = await shell.RunAsync(["sync", source, "--target", storm.Target, "--action", storm.Action, .. storm.Options, "--run", "storm", "--json"]);

        Assert.True(exit is 0 or 1, $"exit {exit}: {shell.Error}");
        var results = await shell.ResultsAsync("storm");
        var ledger = simulator.Ledger.Of(storm.Target);
        var faults = new StormVerdict(storm, world, results, ledger).Faults().Concat(world.FaultsAfter(simulator, results)).ToList();
        Assert.True(faults.Count == 0, $"{faults.Count} faults, seed {seed}:\n{string.Join("\n", faults.Take(20))}\n{shell.Error}");
        Assert.Equal((0, 0), (ledger.Totals.OverlappingWrites, ledger.Totals.KeysTwiceInOneCall));

        var report = await shell.ReportAsync("storm");
        Assert.Equal(simulator.Statistics.RestCalls, report.Calls.Total);
        Assert.NotEmpty(simulator.Statistics.Faults);
    }
}
