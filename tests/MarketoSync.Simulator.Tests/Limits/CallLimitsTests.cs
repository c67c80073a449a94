namespace MarketoSync.Simulator.Tests;

public class CallLimitsTests
{
    [Fact]
    public async Task A_call_too_many_in_the_window_is_606_and_room_comes_back_exactly_when_the_oldest_call_leaves_it()
    {
        await using var session = await SimulatorSession.StartAsync(new SimulatorOptions { CallsPerWindow = 3, WindowSeconds = 20 });
        await session.UpsertAsync("a@example.com");
        session.Time.Advance(TimeSpan.FromSeconds(5));
        await session.UpsertAsync("a@example.com");
        await session.UpsertAsync("a@example.com");
        var refused = await session.UpsertAsync("a@example.com");
        Assert.Equal("606", SimulatorSession.CodeOf(refused));
        Assert.Equal("Max rate limit '3' exceeded with in '20' secs", (string)refused["errors"]![0]!["message"]!);

        session.Time.Advance(TimeSpan.FromSeconds(14.999));
        Assert.Equal("606", SimulatorSession.CodeOf(await session.UpsertAsync("a@example.com")));
        session.Time.Advance(TimeSpan.FromSeconds(0.001));
        Assert.Null(SimulatorSession.CodeOf(await session.UpsertAsync("a@example.com")));
        Assert.Equal("606", SimulatorSession.CodeOf(await session.UpsertAsync("a@example.com")));

        var statistics = session.Simulator.Statistics;
        Assert.Equal(3, statistics.MaxCallsInWindow);
        Assert.Equal(6, statistics.MaxOfferedInWindow);
        Assert.Equal(3, statistics.RefusedCalls);
        Assert.Equal(3, statistics.Outcomes["606"]);
    }

    [Fact]
    public async Task A_call_too_many_in_flight_is_615_and_an_answered_call_makes_room()
    {
        await using var session = await SimulatorSession.StartAsync(new SimulatorOptions { MaxConcurrentCalls = 2, LatencyMilliseconds = 100 });
        var first = session.UpsertAsync("a@example.com");
        var second = session.UpsertAsync("b@example.com");
        await session.Time.WaitersAsync(2);
        var refused = await session.UpsertAsync("c@example.com");
        Assert.Equal("615", SimulatorSession.CodeOf(refused));
        Assert.Equal("Concurrent access limit '2' reached", (string)refused["errors"]![0]!["message"]!);

        session.Time.Advance(TimeSpan.FromSeconds(1));
        await Task.WhenAll(first, second);
        var third = session.UpsertAsync("c@example.com");
        await session.Time.WaitersAsync(1);
        session.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(SimulatorSession.CodeOf(await third));
        Assert.Equal(2, session.Simulator.Statistics.MaxConcurrentCalls);
    }

    [Fact]
    public async Task The_quota_is_607_until_midnight_in_Chicago()
    {
        // 18:00 UTC is noon in Chicago in November: midnight is 06:00 UTC.
        await using var session = await SimulatorSession.StartAsync(new SimulatorOptions { DailyQuota = 2, TokenLifeSeconds = 100_000 });
        await session.UpsertAsync("a@example.com");
        await session.UpsertAsync("a@example.com");
        Assert.Equal("607", SimulatorSession.CodeOf(await session.UpsertAsync("a@example.com")));
        session.Time.Advance(TimeSpan.FromHours(12) - TimeSpan.FromSeconds(1));
        Assert.Equal("607", SimulatorSession.CodeOf(await session.UpsertAsync("a@example.com")));
        session.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(SimulatorSession.CodeOf(await session.UpsertAsync("a@example.com")));
        Assert.Equal(1, session.Simulator.Statistics.QuotaUsed);
    }

    [Fact]
    public async Task Refused_calls_count_towards_neither_rate_nor_quota()
    {
        await using var session = await SimulatorSession.StartAsync(new SimulatorOptions { CallsPerWindow = 2, DailyQuota = 2 });
        session.UseToken("foreign");
        await session.UpsertAsync("a@example.com");
        await session.UpsertAsync("a@example.com");
        await session.AuthenticateAsync();
        Assert.Null(SimulatorSession.CodeOf(await session.UpsertAsync("a@example.com")));
        Assert.Null(SimulatorSession.CodeOf(await session.UpsertAsync("a@example.com")));
    }

    [Fact]
    public async Task A_limit_of_zero_is_no_limit()
    {
        await using var session = await SimulatorSession.StartAsync(
            new SimulatorOptions { CallsPerWindow = 0, DailyQuota = 0, MaxConcurrentCalls = 0, MaxRecords = 0, MaxRequestBytes = 0, MaxUriBytes = 0 });
        for (var i = 0; i < 150; i++)
            Assert.Null(SimulatorSession.CodeOf(await session.UpsertAsync("a@example.com")));
        var many = await session.UpsertAsync([.. Enumerable.Range(0, 400).Select(i => $"p{i}@example.com")]);
        Assert.Equal(400, many["result"]!.AsArray().Count);
    }
}
