namespace MarketoSync.Simulator.Tests;

public class LedgerTests
{
    [Fact]
    public async Task Every_record_applied_is_told_by_key_in_order()
    {
        await using var session = await SimulatorSession.StartAsync();
        await session.UpsertAsync("a@example.com", "bad");
        session.Time.Advance(TimeSpan.FromSeconds(3));
        await session.UpsertAsync("b@example.com", "A@example.com");

        var ledger = session.Simulator.Ledger;
        var effects = ledger.ByKey("a@EXAMPLE.com");
        Assert.Equal([(1L, 0, LedgerEffect.Created), (2L, 1, LedgerEffect.Updated)], effects.Select(e => (e.Call, e.Index, e.Effect)));
        Assert.Equal(effects[0].LeadId, effects[1].LeadId);
        Assert.Equal(TimeSpan.FromSeconds(3), effects[1].At - effects[0].At);
        Assert.Equal([effects[0].LeadId], ledger.LeadsByKey("email", "a@example.com"));
        Assert.Equal(0, ledger.KeysSharedByLeads("email"));

        var skipped = Assert.Single(ledger.Entries, e => e.Effect is LedgerEffect.Skipped);
        Assert.Equal(("1003", 0L, ""), (skipped.Code, skipped.LeadId, skipped.Key));
        Assert.Equal(new LedgerTotals(2, 1, 1, 0, 0, 0), ledger.Totals);
        Assert.Empty(ledger.ByKey("c@example.com"));
    }

    [Fact]
    public async Task A_call_refused_as_a_whole_leaves_no_entry_and_one_answered_wrongly_does()
    {
        await using var session = await SimulatorSession.StartAsync();
        session.Simulator.FailNext("604-before");
        session.Simulator.FailNext("604-after");
        await session.UpsertAsync("a@example.com");
        Assert.Empty(session.Simulator.Ledger.Entries);
        await session.UpsertAsync("a@example.com");
        Assert.Equal(LedgerEffect.Created, Assert.Single(session.Simulator.Ledger.Entries).Effect);
    }
}
