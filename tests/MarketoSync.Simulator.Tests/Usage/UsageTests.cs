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
}
