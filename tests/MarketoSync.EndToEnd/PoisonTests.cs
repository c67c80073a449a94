using MarketoSync.EndToEnd.Support;
using MarketoSync.Records;
using MarketoSync.Simulator;

namespace MarketoSync.EndToEnd;

/// <summary>One record makes Marketo refuse whole calls, or a call takes Marketo too long.</summary>
public sealed class PoisonTests
{
    private const int Records = 2_000;
    private const int Guilty = 1_234;

    [Theory]
    [InlineData("createOrUpdate", "1003", "1003")]
    [InlineData("createOrUpdate", "609", "609")]
    [InlineData("createOrUpdate", "1077", "1077")]
    [InlineData("createOnly", "1003", "1003")]
    [InlineData("createOnly", "611-before", "611")]
    [InlineData("createDuplicate", "1077", "1077")]
    public async Task Exactly_the_guilty_record_fails_with_Marketos_code(string action, string fault, string code)
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions { CallsPerWindow = 0 });
        var (exit, results) = await SyncAsync(simulator, action, fault);

        Assert.Equal(1, exit);
        var bad = Assert.Single(results, result => result.Status != RecordStatus.Created);
        Assert.Equal((Guilty, RecordStatus.Failed, code), (bad.Record, bad.Status, Assert.Single(bad.Reasons!).Code));
        Assert.Equal(Records - 1, simulator.Ledger.Totals.Created);
        Assert.Equal(Records - 1, simulator.LeadCount);
    }

    /// <summary>After 611 nobody knows whether the call was carried out.</summary>
    [Fact]
    public async Task After_a_system_error_an_upsert_is_looked_up_so_the_guilty_record_failed()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions { CallsPerWindow = 0 });
        var (exit, results) = await SyncAsync(simulator, "createOrUpdate", "611-before");

        Assert.Equal(1, exit);
        var bad = Assert.Single(results, result => result.Status != RecordStatus.Created);
        Assert.Equal((Guilty, RecordStatus.Failed, "611"), (bad.Record, bad.Status, Assert.Single(bad.Reasons!).Code));
        Assert.Equal(Records - 1, simulator.Ledger.Totals.Created);
    }

    [Fact]
    public async Task What_was_carried_out_behind_a_system_error_each_time_was_created()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions { CallsPerWindow = 0 });
        var (exit, results) = await SyncAsync(simulator, "createOrUpdate", "611-after");

        Assert.Equal(0, exit);
        Assert.All(results, result => Assert.Equal(RecordStatus.Created, result.Status));
        Assert.Equal(Records, simulator.Ledger.Totals.Created);
    }

    [Theory]
    [InlineData("createOrUpdate", false)]
    [InlineData("createOrUpdate", true)]
    [InlineData("createOnly", false)]
    [InlineData("createOnly", true)]
    public async Task Calls_that_take_Marketo_too_long_are_cut_until_they_do_not(string action, bool isApplied)
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions { CallsPerWindow = 0 });
        simulator.Faults = new FaultPlan { TimeOutAboveRecords = 100, TimeOutApplies = isApplied };
        using var shell = new Shell(simulator);
        var source = shell.PathOf("people.ndjson");
        People.Write(source, Records, isNarrow: true);

        var exit = await shell.RunAsync("sync", source, "--action", action, "--run", "slow");

        Assert.Equal(0, exit);
        Assert.Contains("604", simulator.Statistics.Outcomes.Keys);
        var results = await shell.ResultsAsync("slow");
        Assert.All(results, result => Assert.Equal(RecordStatus.Created, result.Status));
        Assert.Empty(Verdict.Faults(results, Records, simulator.Ledger, isDuplicateWanted: false));
    }

    private static async Task<(int Exit, List<RecordResult> Results)> SyncAsync(MarketoSimulator simulator, string action, string fault)
    {
        simulator.Faults = new FaultPlan { Poison = new PoisonRule($"\"{People.Email(Guilty)}\"", fault) };
        using var shell = new Shell(simulator);
        var source = shell.PathOf("people.ndjson");
        People.Write(source, Records, isNarrow: true);
        var exit = await shell.RunAsync("sync", source, "--action", action, "--run", "poison");
        return (exit, await shell.ResultsAsync("poison"));
    }
}
