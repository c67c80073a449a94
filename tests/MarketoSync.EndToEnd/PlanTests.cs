using System.Text.Json;
using MarketoSync.EndToEnd.Support;
using MarketoSync.Simulator;

namespace MarketoSync.EndToEnd;

public sealed class PlanTests
{
    [Fact]
    public async Task It_tells_what_a_sync_would_take_without_credentials_and_without_a_call()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = new Shell(simulator, ("Marketo__CallsPerWindow", "10"), ("Marketo__WindowSeconds", "20"), ("Marketo__DailyCallLimit", "340"));
        foreach (var key in (string[])["Marketo__BaseUrl", "Marketo__ClientId", "Marketo__ClientSecret"]) shell.Unset(key);
        var source = shell.PathOf("people.ndjson");
        People.Write(source, 10_000, isNarrow: true);
        await File.AppendAllTextAsync(source, "{\"email\":\n[]\n");

        var exit = await shell.RunAsync("plan", source);

        Assert.Equal(0, exit);
        Assert.StartsWith("10,002 records for leads by createOrUpdate, key email. Nothing was sent.", shell.Output, StringComparison.Ordinal);
        Assert.Matches(@"calls +34, each with at most 300 records and 950,000 bytes", shell.Output);
        Assert.Matches(@"own limit +10\.0 % of the 340 calls a day", shell.Output);
        Assert.Matches(@"time +the rate limit allows no less than 60 s \(10 calls in 20 s\)", shell.Output);
        Assert.Matches(@"rejected +2 records would not be sent", shell.Output);
        Assert.Contains("line 10001: ", shell.Output, StringComparison.Ordinal);
        Assert.Contains("line 10002: ", shell.Output, StringComparison.Ordinal);
        Assert.Matches("preflight +not done. No subscription is set", shell.Output);
        AssertNothingHappened(shell, simulator);
    }

    [Fact]
    public async Task Its_figures_are_what_a_sync_then_takes()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions { CallsPerWindow = 0 });
        using var shell = new Shell(simulator);
        var source = shell.PathOf("people.ndjson");
        People.Write(source, 5_000);
        Assert.Equal(0, await shell.RunAsync("plan", source, "--json"));
        using var plan = JsonDocument.Parse(shell.Output);
        Assert.Equal((2, 0), (simulator.Statistics.RestCalls, simulator.Statistics.WriteCalls));
        Assert.Empty(await shell.RunsAsync());

        await shell.RunAsync("sync", source);

        // The sync needs no description, for the plan has read it.
        Assert.Equal(5_000, plan.RootElement.GetProperty("records").GetInt64());
        Assert.Equal(simulator.Statistics.RestCalls - 2, plan.RootElement.GetProperty("calls").GetInt64());
        Assert.Equal(simulator.Statistics.RequestBytes, plan.RootElement.GetProperty("bytes").GetInt64());
        Assert.True(plan.RootElement.GetProperty("waiting").GetInt64() > 0);
    }

    [Fact]
    public async Task Many_rejections_are_counted_and_not_all_listed()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = new Shell(simulator);
        var source = shell.Write("people.ndjson", string.Concat(Enumerable.Repeat("{\n", 1_234)));

        Assert.Equal(0, await shell.RunAsync("plan", source));

        Assert.EndsWith("and 1,214 more", shell.Output.TrimEnd(), StringComparison.Ordinal);
        Assert.Equal(20, shell.Output.Split('\n').Count(line => line.StartsWith("line ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_broken_array_is_told_as_sync_would()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = new Shell(simulator);

        Assert.Equal(2, await shell.RunAsync("plan", shell.Write("people.json", "[{},")));

        Assert.StartsWith("people.json, line 1: ", shell.Error, StringComparison.Ordinal);
    }

    private static void AssertNothingHappened(Shell shell, MarketoSimulator simulator)
    {
        Assert.False(Directory.Exists(shell.Runs));
        Assert.Equal(0, simulator.Statistics.RestCalls + simulator.Statistics.IdentityCalls);
    }
}
