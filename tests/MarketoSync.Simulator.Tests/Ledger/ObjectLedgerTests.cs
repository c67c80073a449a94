using static MarketoSync.Simulator.Tests.SimulatorSession;

namespace MarketoSync.Simulator.Tests;

public class ObjectLedgerTests
{
    private const string Cars = "/rest/v1/customobjects/car_c.json";

    [Fact]
    public async Task Every_effect_is_counted_by_key_and_named_by_the_id_of_its_record()
    {
        await using var session = await StartAsync();
        await session.SyncAsync("""{"input":[{"vin":"V1"},{"vin":"V2"},{"vin":"V3","year":"x"}]}""", Cars);
        await session.SyncAsync("""{"input":[{"vin":"v1"},{"vin":"V4"}]}""", Cars);
        await session.SyncAsync("""{"input":[{"vin":"V2"}]}""", "/rest/v1/customobjects/car_c/delete.json");
        await session.SyncAsync("""{"input":[{"vin":"V2"}]}""", Cars);

        var ledger = session.Simulator.Ledger.Of("customobjects/car_c");
        Assert.Equal(new EffectCounts(Created: 1, Updated: 1), ledger.CountsOf("V1"));
        Assert.Equal(new EffectCounts(Created: 2, Deleted: 1), ledger.CountsOf("V2"));
        Assert.Equal(new EffectCounts(Skipped: 1), ledger.CountsOf("V3"));
        Assert.Equal(default, ledger.CountsOf("V9"));
        Assert.Equal(["V1", "V2", "V3", "V4"], ledger.Counts().Keys.Order());
        Assert.Equal(new LedgerTotals(4, 1, 1, 0, 0, 0) { Deleted = 1 }, ledger.Totals);
        Assert.Equal(session.Simulator.Objects.Find("customobjects/car_c", "V1")!.Id, ledger.ByKey("V1")[1].ObjectId);
        Assert.Equal((3L, 0, "vin", "V2"), ledger.ByKey("V2")[1] is var entry ? (entry.Call, entry.Index, entry.LookupField, entry.Key) : default);
        Assert.Equal("1003", Assert.Single(ledger.ByKey("V3")).Code);
        Assert.Equal(0, session.Simulator.Ledger.Totals.Created);
    }

    [Fact]
    public async Task A_compound_key_is_told_with_bars_and_an_id_as_the_field_it_is()
    {
        await using var session = await StartAsync();
        await session.SyncAsync("""{"input":[{"orderNumber":"O1","line":2}]}""", "/rest/v1/customobjects/order_c.json");
        var ledger = session.Simulator.Ledger.Of("customobjects/order_c");
        var created = Assert.Single(ledger.ByKey("o1|2"));
        Assert.Equal("orderNumber|line", created.LookupField);
        await session.SyncAsync(
            $$"""{"action":"updateOnly","dedupeBy":"idField","input":[{"marketoGUID":"{{created.ObjectId}}"}]}""", "/rest/v1/customobjects/order_c.json");
        Assert.Equal(("marketoGUID", LedgerEffect.Updated), ledger.ByKey(created.ObjectId!) is [var updated] ? (updated.LookupField, updated.Effect) : default);
    }

    [Fact]
    public async Task Overlapping_calls_with_one_key_are_counted_though_they_create_one_record()
    {
        await using var session = await StartAsync(new SimulatorOptions { LatencyMilliseconds = 100 });
        var first = session.SyncAsync("""{"input":[{"vin":"V1"},{"vin":"V2"}]}""", Cars);
        var second = session.SyncAsync("""{"input":[{"vin":"v1"},{"vin":"V3"},{"vin":"V3"}]}""", Cars);
        await session.Time.WaitersAsync(2);
        session.Time.Advance(TimeSpan.FromSeconds(1));
        await Task.WhenAll(first, second);
        var third = session.SyncAsync("""{"input":[{"vin":"V1"}]}""", Cars);
        await session.Time.WaitersAsync(1);
        session.Time.Advance(TimeSpan.FromSeconds(1));
        await third;

        var ledger = session.Simulator.Ledger.Of("customobjects/car_c");
        Assert.Equal(1, ledger.Totals.OverlappingWrites);
        Assert.Equal(1, ledger.Totals.KeysTwiceInOneCall);
        Assert.Equal(0, ledger.Totals.DuplicatesByOverlap);
        Assert.Equal("V1", Assert.Single(ledger.OverlappingKeys), ignoreCase: true);
        Assert.Equal(3, session.Simulator.Objects.Count("customobjects/car_c"));
        Assert.False(session.Simulator.Ledger.AnyKeyWrittenByOverlappingCalls);
    }

    [Fact]
    public async Task A_record_written_by_id_overlaps_with_the_same_one_written_by_key()
    {
        await using var session = await StartAsync(new SimulatorOptions { LatencyMilliseconds = 100 });
        var id = session.Simulator.Objects.Add("companies", ("externalCompanyId", "C1"));
        var byId = session.SyncAsync($$"""{"action":"updateOnly","dedupeBy":"idField","input":[{"id":{{id}}}]}""", "/rest/v1/companies.json");
        var byKey = session.SyncAsync("""{"input":[{"externalCompanyId":"c1"}]}""", "/rest/v1/companies/delete.json");
        await session.Time.WaitersAsync(2);
        session.Time.Advance(TimeSpan.FromSeconds(1));
        await Task.WhenAll(byId, byKey);
        Assert.Equal(1, session.Simulator.Ledger.Of("companies").Totals.OverlappingWrites);
    }

    [Fact]
    public async Task There_is_a_ledger_of_every_object_and_of_no_other()
    {
        await using var session = await StartAsync();
        Assert.Equal(
            ["activities", "companies", "customobjects/car_c", "customobjects/order_c", "leads", "lists/1001", "lists/1002", "namedaccounts", "opportunities",
                "opportunities/roles", "programs/2001/members", "programs/2002/members", "salespersons"],
            session.Simulator.Ledger.Objects);
        Assert.Throws<ArgumentException>(() => session.Simulator.Ledger.Of("company"));
        await session.UpsertAsync("a@example.com", "a@example.com");
        Assert.Equal(new EffectCounts(Created: 1, Updated: 1), session.Simulator.Ledger.Of("leads").CountsOf("A@example.com"));
    }

    [Fact]
    public async Task Without_entries_the_totals_are_kept_all_the_same()
    {
        await using var session = await StartAsync(new SimulatorOptions { KeepLedger = false });
        await session.SyncAsync("""{"input":[{"vin":"V1"},{"vin":"V1"}]}""", Cars);
        Assert.Empty(session.Simulator.Ledger.Of("customobjects/car_c").Entries);
        Assert.Equal(new LedgerTotals(1, 1, 0, 0, 1, 0), session.Simulator.Ledger.Of("customobjects/car_c").Totals);
    }
}
