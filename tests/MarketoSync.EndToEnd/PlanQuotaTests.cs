using System.Text.Json.Nodes;
using MarketoSync.EndToEnd.Support;
using MarketoSync.Simulator;

namespace MarketoSync.EndToEnd;

/// <summary>What a plan asks Marketo, and what it says of the day's calls.</summary>
public sealed class PlanQuotaTests
{
    [Fact]
    public async Task It_spends_a_call_for_the_description_unless_that_is_kept_and_one_for_the_usage()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = new Shell(simulator);
        var source = shell.PathOf("people.ndjson");
        People.Write(source, 1_000, isNarrow: true);

        Assert.Equal(0, await shell.RunAsync("plan", source));
        Assert.Matches("quota +2 of the subscription's 50,000 calls of today are used, 49,998 are left: the run fits", shell.Output);
        Assert.Equal((2, 0), (simulator.Statistics.RestCalls, simulator.Statistics.WriteCalls));

        Assert.Equal(0, await shell.RunAsync("plan", source, "--preflight", "reject"));
        Assert.Matches("quota +3 of the subscription's", shell.Output);
        Assert.Equal((3, 0), (simulator.Statistics.RestCalls, simulator.Statistics.WriteCalls));
        Assert.Equal(3, simulator.Statistics.Outcomes["ok"]);
    }

    [Fact]
    public async Task Off_it_asks_Marketo_nothing()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = new Shell(simulator, ("Marketo__QuotaReserve", "20"));

        Assert.Equal(0, await shell.RunAsync("plan", shell.Write("people.csv", "email\na@example.com\n"), "--preflight", "off"));

        Assert.DoesNotContain("quota", shell.Output, StringComparison.Ordinal);
        Assert.Matches("reserve +20 of the subscription's 50,000 calls a day are left to others", shell.Output);
        Assert.Equal((0, 0), (simulator.Statistics.RestCalls, simulator.Statistics.IdentityCalls));
    }

    [Fact]
    public async Task It_says_what_is_left_besides_the_reserve_and_that_a_run_does_not_fit()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions { DailyQuota = 100 });
        using var shell = new Shell(simulator, ("Marketo__DailyQuota", "100"), ("Marketo__QuotaReserve", "20"));
        var source = shell.PathOf("people.ndjson");
        People.Write(source, 3_000, isNarrow: true);
        simulator.SpendQuota(68);

        Assert.Equal(0, await shell.RunAsync("plan", source));
        Assert.Matches("quota +70 of the subscription's 100 calls of today are used, 10 are left besides the 20 reserved: the run fits", Unwrapped(shell.Output));
        Assert.DoesNotContain("reserve ", shell.Output, StringComparison.Ordinal);

        Assert.Equal(0, await shell.RunAsync("plan", source, "--json"));
        Assert.Equal("""{"used":71,"daily":100,"reserve":20,"left":9,"fits":false}""", JsonNode.Parse(shell.Output)!["quota"]!.ToJsonString());

        simulator.SpendQuota(20);
        Assert.Equal(0, await shell.RunAsync("plan", source));
        Assert.Matches("quota +92 of the subscription's 100 calls of today are used, 0 are left besides the 20 reserved: the run does not fit", Unwrapped(shell.Output));
    }

    [Theory]
    [InlineData("603", "access denied (603)")]
    [InlineData("607", "daily quota used up (607)")]
    [InlineData("reset-before", "connection lost (connection-lost)")]
    [InlineData("html-200-before", "answer not readable (unreadable-answer)")]
    public async Task Where_Marketo_does_not_tell_it_says_so_and_goes_on(string fault, string told)
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = new Shell(simulator);
        var source = shell.Write("people.csv", "email\na@example.com\n");
        simulator.FailNext(fault, FaultTarget.Read, count: 2, path: "/rest/v1/stats");

        Assert.Equal(0, await shell.RunAsync("plan", source));
        Assert.Matches($"quota +Marketo did not tell how many calls of the day are used: {System.Text.RegularExpressions.Regex.Escape(told)}\\.", Unwrapped(shell.Output));
        Assert.Equal(2, simulator.Statistics.RestCalls);

        Assert.Equal(0, await shell.RunAsync("plan", source, "--json"));
        var plan = JsonNode.Parse(shell.Output)!.AsObject();
        Assert.StartsWith("Marketo did not tell", (string)plan["quotaUnknown"]!, StringComparison.Ordinal);
        Assert.False(plan.ContainsKey("quota"));
    }

    [Fact]
    public async Task What_was_not_asked_is_not_in_the_JSON()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = new Shell(simulator);

        await shell.RunAsync("plan", shell.Write("people.csv", "email\na@example.com\n"), "--preflight", "off", "--json");

        var plan = JsonNode.Parse(shell.Output)!.AsObject();
        Assert.False(plan.ContainsKey("quota") || plan.ContainsKey("quotaUnknown"));
    }

    private static string Unwrapped(string output) => string.Join(' ', output.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries));
}
