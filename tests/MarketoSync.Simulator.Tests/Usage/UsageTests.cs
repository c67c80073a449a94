namespace MarketoSync.Simulator.Tests;

public class UsageTests
{
    [Fact]
    public async Task Usage_gives_the_calls_of_the_day_in_Chicago_the_asking_one_included()
    {
        await using var session = await SimulatorSession.StartAsync(new SimulatorOptions { TokenLifeSeconds = 100_000 });
        await session.UpsertAsync("a@example.com");
        await session.UpsertAsync("b@example.com");
        // 05:59 UTC of the 23rd is still the 22nd in Chicago.
        session.Time.Advance(new TimeSpan(11, 59, 0));
        var usage = (await session.GetAsync("/rest/v1/stats/usage.json"))["result"]![0]!;
        Assert.Equal("2026-11-22", (string)usage["date"]!);
        Assert.Equal(3, (int)usage["total"]!);
        Assert.Equal(3, (int)usage["users"]![0]!["count"]!);
        session.Time.Advance(TimeSpan.FromMinutes(1));
        usage = (await session.GetAsync("/rest/v1/stats/usage.json"))["result"]![0]!;
        Assert.Equal("2026-11-23", (string)usage["date"]!);
        Assert.Equal(1, (int)usage["total"]!);
    }

    [Fact]
    public async Task Calls_of_another_integration_use_up_the_quota_but_not_the_rate_and_are_told_by_user()
    {
        await using var session = await SimulatorSession.StartAsync(new SimulatorOptions { DailyQuota = 1000, CallsPerWindow = 10 });
        await session.UpsertAsync("a@example.com");
        session.Simulator.SpendQuota(990, "crm@example.com");
        var usage = (await session.GetAsync("/rest/v1/stats/usage.json"))["result"]![0]!;
        Assert.Equal(992, (int)usage["total"]!);
        Assert.Equal(
            [("api-user@simulator.example", 2), ("crm@example.com", 990)],
            usage["users"]!.AsArray().Select(user => ((string)user!["userId"]!, (int)user["count"]!)));
        session.Simulator.SpendQuota(8, "crm@example.com");
        Assert.Equal("607", SimulatorSession.CodeOf(await session.UpsertAsync("a@example.com")));
        Assert.Equal(1000, session.Simulator.Statistics.QuotaUsed);
        // Midnight in Chicago.
        session.Time.Advance(TimeSpan.FromHours(12));
        await session.AuthenticateAsync();
        usage = (await session.GetAsync("/rest/v1/stats/usage.json"))["result"]![0]!;
        Assert.Equal(1, (int)usage["total"]!);
        Assert.Single(usage["users"]!.AsArray());
    }
}
