using static MarketoSync.Simulator.Tests.SimulatorSession;

namespace MarketoSync.Simulator.Tests;

public class DeleteLeadsTests
{
    [Theory]
    [InlineData("/rest/v1/leads/delete.json")]
    [InlineData("/rest/v1/leads.json?_method=DELETE")]
    public async Task Leads_are_deleted_by_id_and_an_unknown_one_is_skipped_with_1004(string path)
    {
        await using var session = await StartAsync();
        var id = session.Simulator.AddLead(("email", "a@example.com"));
        var answer = await session.SyncAsync($$"""{"input":[{"id":{{id}}},{"id":"{{id}}"},{"id":7},{"id":"x"},{}]}""", path);
        Assert.Equal(["deleted", "1004", "1004", "1003", "1002"], Outcomes(answer));
        Assert.Equal(["id", "status"], answer["result"]![0]!.AsObject().Select(member => member.Key));
        Assert.Equal(id, (long)answer["result"]![0]!["id"]!);
        Assert.Equal(0, session.Simulator.LeadCount);
        Assert.Equal(LedgerEffect.Deleted, session.Simulator.Ledger.ByKey($"{id}")[0].Effect);
    }

    [Fact]
    public async Task Ids_may_stand_in_the_query_where_there_is_no_body()
    {
        await using var session = await StartAsync();
        var first = session.Simulator.AddLead(("email", "a@example.com"));
        var second = session.Simulator.AddLead(("email", "b@example.com"));
        Assert.Equal(["deleted", "deleted"], Outcomes(await session.SyncAsync("", $"/rest/v1/leads/delete.json?id={first},{second}")));
        Assert.Equal("1002", CodeOf(await session.SyncAsync("{}", "/rest/v1/leads/delete.json")));
        Assert.Equal("1001", CodeOf(await session.SyncAsync("", "/rest/v1/leads/delete.json?id=x")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_deleted_lead_is_found_no_more_and_its_key_makes_a_new_one(bool keepFields)
    {
        await using var session = await StartAsync(new SimulatorOptions { KeepFields = keepFields });
        await session.UpsertAsync("a@example.com", "b@example.com");
        var id = Assert.Single(session.Simulator.Ledger.LeadsByKey("email", "a@example.com"));
        await session.SyncAsync($$"""{"input":[{"id":{{id}}}]}""", "/rest/v1/leads/delete.json");
        Assert.Empty(session.Simulator.FindLeads("email", "a@example.com"));
        Assert.Empty((await session.GetAsync($"/rest/v1/leads.json?filterType=id&filterValues={id}"))["result"]!.AsArray());
        Assert.Equal(["1004"], Outcomes(await session.SyncAsync($$"""{"action":"updateOnly","lookupField":"id","input":[{"id":{{id}}}]}""")));

        Assert.Equal(["created", "updated"], Outcomes(await session.UpsertAsync("a@example.com", "b@example.com")));
        Assert.NotEqual(id, Assert.Single(session.Simulator.Ledger.LeadsByKey("email", "a@example.com")));
        Assert.Equal(2, session.Simulator.LeadCount);
    }

    [Fact]
    public async Task Of_two_leads_that_share_a_key_the_other_one_stays()
    {
        foreach (var keepFields in new[] { true, false })
        {
            await using var session = await StartAsync(new SimulatorOptions { KeepFields = keepFields });
            var first = session.Simulator.AddLead(("email", "a@example.com"));
            var second = session.Simulator.AddLead(("email", "a@example.com"));
            Assert.Equal(["1007"], Outcomes(await session.UpsertAsync("a@example.com")));
            await session.SyncAsync($$"""{"input":[{"id":{{first}}}]}""", "/rest/v1/leads/delete.json");
            Assert.Equal([second], session.Simulator.Ledger.LeadsByKey("email", "a@example.com"));
            Assert.Equal(["updated"], Outcomes(await session.UpsertAsync("a@example.com")));
        }
    }

    [Fact]
    public async Task A_lead_deleted_while_its_upsert_is_on_the_way_is_created_anew()
    {
        await using var session = await StartAsync();
        session.Simulator.Faults = new FaultPlan { SlowDelay = TimeSpan.FromSeconds(5) };
        var id = session.Simulator.AddLead(("email", "a@example.com"));
        session.Simulator.FailNext("slow-before");
        var upsert = session.UpsertAsync("a@example.com");
        await session.Time.WaitersAsync(1);
        Assert.Equal(["deleted"], Outcomes(await session.SyncAsync($$"""{"input":[{"id":{{id}}}]}""", "/rest/v1/leads/delete.json")));
        session.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(["created"], Outcomes(await upsert));
        Assert.Equal(1, session.Simulator.LeadCount);
    }

    [Fact]
    public async Task A_deleted_lead_leaves_its_lists_and_programs()
    {
        await using var session = await StartAsync();
        var id = session.Simulator.AddLead(("email", "a@example.com"));
        session.Simulator.Memberships.AddToList(1001, id);
        session.Simulator.Memberships.AddToProgram(2001, id, "Invited");
        await session.SyncAsync($$"""{"input":[{"id":{{id}}}]}""", "/rest/v1/leads/delete.json");
        Assert.Empty(session.Simulator.Memberships.OfList(1001));
        Assert.Empty(session.Simulator.Memberships.OfProgram(2001));
    }
}
