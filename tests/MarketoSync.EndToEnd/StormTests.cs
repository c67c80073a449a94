using MarketoSync.EndToEnd.Support;
using MarketoSync.Records;
using MarketoSync.Reports;
using MarketoSync.Simulator;
using MarketoSync.Storage.Files;

namespace MarketoSync.EndToEnd;

/// <summary>100,000 leads, and one call in twenty fails in one of the simulator's many ways.</summary>
public sealed class StormTests
{
    private const int Records = 100_000;

    [Theory]
    [InlineData("createOrUpdate", 11)]
    [InlineData("createOnly", 12)]
    [InlineData("updateOnly", 13)]
    [InlineData("createDuplicate", 14)]
    public async Task Every_record_comes_out_once_with_the_outcome_that_the_ledger_has(string action, int seed)
    {
        var time = new Yesterday();
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions { Seed = seed, CallsPerWindow = 0, DailyQuota = 0 }, time);
        using var cli = new Shell(simulator);
        for (var person = 0; person < Records; person += 3) simulator.AddLead(("email", People.Email(person)));
        time.End();
        simulator.Faults = new FaultPlan
        {
            Rate = 0.05,
            Seed = seed,
            SlowDelay = TimeSpan.FromMilliseconds(200),
            Weights = Curable.Weights,
        };
        var source = cli.PathOf("people.ndjson");
        People.Write(source, Records);

        var exit = await cli.RunAsync("sync", source, "--action", action, "--run", "storm", "--json");

        var results = await Results(cli);
        var faults = Verdict.Faults(results, Records, simulator.Ledger, isDuplicateWanted: action == "createDuplicate");
        Assert.True(faults.Count == 0, $"{faults.Count} faults, seed {seed}:\n{string.Join("\n", faults.Take(20))}\n{cli.Error}");
        Assert.False(simulator.Ledger.AnyKeyWrittenByOverlappingCalls);
        Assert.Equal(0, simulator.Ledger.Totals.KeysTwiceInOneCall);
        Assert.Equal(1, exit);

        var report = (await ReportFile.ReadAsync(new FileRunStore(cli.Runs).Open("storm"), CancellationToken.None))!;
        Assert.Equal(Records, report.Records["total"]);
        Assert.Equal(simulator.Statistics.RestCalls, report.Calls.Total);
    }

    private static async Task<List<RecordResult>> Results(Shell cli)
    {
        var results = new List<RecordResult>();
        await foreach (var result in ResultReader.ReadAsync(new FileRunStore(cli.Runs).Open("storm"), null, CancellationToken.None)) results.Add(result);
        return results;
    }
}
