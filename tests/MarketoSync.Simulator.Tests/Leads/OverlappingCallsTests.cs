using System.Text;
using static MarketoSync.Simulator.Tests.SimulatorSession;

namespace MarketoSync.Simulator.Tests;

public class OverlappingCallsTests
{
    private static readonly SimulatorOptions Slow = new() { LatencyMilliseconds = 100 };

    [Theory]
    [InlineData("createOrUpdate")]
    [InlineData("createOnly")]
    public async Task Two_overlapping_calls_with_one_new_key_create_two_leads_and_the_ledger_tells(string action)
    {
        await using var session = await StartAsync(Slow);
        var body = $$"""{"action":"{{action}}","input":[{"email":"a@example.com"}]}""";
        var first = session.SyncAsync(body);
        var second = session.SyncAsync(body);
        await session.Time.WaitersAsync(2);
        session.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(["created"], Outcomes(await first));
        Assert.Equal(["created"], Outcomes(await second));

        var ledger = session.Simulator.Ledger;
        Assert.Equal(2, ledger.LeadsByKey("email", "A@example.com").Count);
        Assert.Equal(1, ledger.KeysSharedByLeads("email"));
        Assert.Equal(new LedgerTotals(2, 0, 0, 1, 0, 1), ledger.Totals);
        Assert.True(ledger.AnyKeyWrittenByOverlappingCalls);
        Assert.Equal(["a@example.com"], ledger.OverlappingKeys);
    }

    [Fact]
    public async Task Overlapping_updates_of_one_lead_are_told_as_well()
    {
        await using var session = await StartAsync(Slow);
        session.Simulator.AddLead(("email", "a@example.com"));
        var first = session.UpsertAsync("a@example.com");
        var second = session.UpsertAsync("a@example.com");
        await session.Time.WaitersAsync(2);
        session.Time.Advance(TimeSpan.FromSeconds(1));
        await Task.WhenAll(first, second);
        Assert.Equal(new LedgerTotals(0, 2, 0, 0, 0, 1), session.Simulator.Ledger.Totals);
    }

    [Fact]
    public async Task Calls_one_after_the_other_or_with_other_keys_overlap_nothing()
    {
        await using var session = await StartAsync(Slow);
        var first = session.UpsertAsync("a@example.com");
        var second = session.UpsertAsync("b@example.com");
        await session.Time.WaitersAsync(2);
        session.Time.Advance(TimeSpan.FromSeconds(1));
        await Task.WhenAll(first, second);
        var third = session.UpsertAsync("a@example.com");
        await session.Time.WaitersAsync(1);
        session.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(["updated"], Outcomes(await third));
        Assert.Equal(new LedgerTotals(2, 1, 0, 0, 0, 0), session.Simulator.Ledger.Totals);
    }

    [Fact]
    public async Task A_key_twice_in_one_call_creates_one_lead_and_is_counted()
    {
        await using var session = await StartAsync();
        Assert.Equal(["created", "updated"], Outcomes(await session.UpsertAsync("a@example.com", "A@example.com")));
        Assert.Equal(new LedgerTotals(1, 1, 0, 0, 1, 0), session.Simulator.Ledger.Totals);
    }

    [Fact]
    public async Task A_caller_that_hangs_up_does_not_stop_its_call()
    {
        await using var session = await StartAsync(Slow);
        session.Simulator.FailNext("slow-after");
        using var hangUp = new CancellationTokenSource();
        using var body = new StringContent(Upsert("a@example.com"), Encoding.UTF8, "application/json");
        var abandoned = session.Http.PostAsync("/rest/v1/leads.json", body, hangUp.Token);
        await session.Time.WaitersAsync(1);
        await hangUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => abandoned);
        Assert.Equal(0, session.Simulator.LeadCount);

        session.Time.Advance(TimeSpan.FromSeconds(1));
        // The call begins its second wait when it has been applied.
        await session.Time.WaitersAsync(1);
        Assert.Equal(1, session.Simulator.LeadCount);
    }
}
