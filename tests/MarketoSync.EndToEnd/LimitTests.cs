using MarketoSync.EndToEnd.Support;
using MarketoSync.Reports;
using MarketoSync.Simulator;
using MarketoSync.Storage.Files;

namespace MarketoSync.EndToEnd;

public sealed class LimitTests
{
    [Fact]
    public async Task Ten_thousand_narrow_leads_take_34_calls_and_once_a_day_one_for_their_description()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions { CallsPerWindow = 0 });
        using var shell = new Shell(simulator);
        var source = shell.PathOf("people.ndjson");
        People.Write(source, 10_000, isNarrow: true);

        var exit = await shell.RunAsync("sync", source, "--run", "narrow", "--json");

        Assert.Equal(0, exit);
        Assert.Equal(1 + 34, simulator.Statistics.RestCalls);
        Assert.Equal(10_000, simulator.Ledger.Totals.Created);
        Assert.Equal(0, await shell.RunAsync("sync", source, "--run", "again", "--json"));
        Assert.Equal(1 + 34 + 34, simulator.Statistics.RestCalls);
        Assert.Equal(34, (await shell.ReportAsync("again")).Calls.Total);
    }

    [Fact]
    public async Task A_server_limit_four_times_smaller_than_configured_is_learned_by_two_refused_calls()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions { CallsPerWindow = 0, MaxRequestBytes = 250_000 });
        using var shell = new Shell(simulator);
        var source = shell.PathOf("people.ndjson");
        await File.WriteAllLinesAsync(
            source, Enumerable.Range(0, 9_000).Select(person => $$"""{"email":"{{People.Email(person)}}","notes":"{{new string('n', 3_300)}}"}"""));

        var exit = await shell.RunAsync("sync", source, "--run", "wide", "--json");

        Assert.Equal(0, exit);
        Assert.Equal(9_000, simulator.Ledger.Totals.Created);
        var report = (await ReportFile.ReadAsync(new FileRunStore(shell.Runs).Open("wide"), CancellationToken.None))!;
        Assert.True(report.Calls.Errors["413"] <= 3, $"{report.Calls.Errors["413"]} calls were refused");
    }

    [Fact]
    public async Task With_limits_that_are_set_right_no_call_is_refused_for_rate_or_concurrency()
    {
        await using var simulator = await MarketoSimulator.StartAsync(
            new SimulatorOptions { CallsPerWindow = 20, WindowSeconds = 1, MaxConcurrentCalls = 4, LatencyMilliseconds = 30 });
        using var shell = new Shell(
            simulator, ("Marketo__CallsPerWindow", "20"), ("Marketo__WindowSeconds", "1"), ("Marketo__MaxConcurrentCalls", "4"));
        var source = shell.PathOf("people.ndjson");
        People.Write(source, 30_000, isNarrow: true);

        var exit = await shell.RunAsync("sync", source, "--run", "paced", "--json");

        Assert.Equal(0, exit);
        Assert.DoesNotContain("606", simulator.Statistics.Outcomes.Keys);
        Assert.DoesNotContain("615", simulator.Statistics.Outcomes.Keys);
        Assert.Equal(1 + 100, simulator.Statistics.RestCalls);
    }

    [Fact]
    public async Task A_rate_limit_that_others_use_up_delays_the_run_and_fails_no_record()
    {
        await using var simulator = await MarketoSimulator.StartAsync(
            new SimulatorOptions { CallsPerWindow = 5, WindowSeconds = 0.5, MaxConcurrentCalls = 2 });
        using var shell = new Shell(simulator, ("Marketo__WindowSeconds", "0.5"));
        var source = shell.PathOf("people.ndjson");
        People.Write(source, 6_000, isNarrow: true);

        var exit = await shell.RunAsync("sync", source, "--run", "crowded", "--json");

        Assert.Equal(0, exit);
        Assert.Contains("606", simulator.Statistics.Outcomes.Keys);
        Assert.Equal(6_000, simulator.Ledger.Totals.Created);
    }
}
