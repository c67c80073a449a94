using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using static MarketoSync.Simulator.Tests.SimulatorSession;

namespace MarketoSync.Simulator.Tests;

public class FaultsOnEveryPathTests
{
    private const long Lead = 1001;

    /// <summary>A write of two records on each path: its ledger and its body.</summary>
    public static TheoryData<string, string, string> Writes => new()
    {
        { "/rest/v1/companies.json", "companies", """{"input":[{"externalCompanyId":"C1"},{"externalCompanyId":"C2"}]}""" },
        { "/rest/v1/companies/delete.json", "companies", """{"input":[{"externalCompanyId":"C8"},{"externalCompanyId":"C9"}]}""" },
        { "/rest/v1/customobjects/car_c.json", "customobjects/car_c", """{"input":[{"vin":"V1"},{"vin":"V2"}]}""" },
        {
            "/rest/v1/opportunities/roles.json", "opportunities/roles",
            """{"input":[{"externalOpportunityId":"O1","leadId":1001,"role":"A"},{"externalOpportunityId":"O1","leadId":1001,"role":"B"}]}"""
        },
        { "/rest/v1/leads/delete.json", "leads", """{"input":[{"id":1001},{"id":1002}]}""" },
        { "/rest/v1/lists/1001/leads.json", "lists/1001", """{"input":[{"id":1001},{"id":1002}]}""" },
        { "/rest/v1/lists/1002/leads.json?_method=DELETE", "lists/1002", """{"input":[{"id":1001},{"id":1002}]}""" },
        { "/rest/v1/programs/2001/members/status.json", "programs/2001/members", """{"statusName":"Invited","input":[{"leadId":1001},{"leadId":1002}]}""" },
        { "/rest/v1/programs/2002/members.json", "programs/2002/members", """{"input":[{"leadId":1001},{"leadId":1002}]}""" },
        { "/rest/v1/programs/2002/members/delete.json", "programs/2002/members", """{"input":[{"leadId":1001},{"leadId":1002}]}""" },
        {
            "/rest/v1/activities/external.json", "activities",
            """
            {"input":[{"leadId":1001,"activityDate":"2026-11-22T18:00:00Z","activityTypeId":100001,"primaryAttributeValue":"A","attributes":[]},
            {"leadId":1001,"activityDate":"2026-11-22T18:00:00Z","activityTypeId":100001,"primaryAttributeValue":"B","attributes":[]}]}
            """
        },
    };

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task A_lost_answer_hides_whether_a_write_was_applied_and_the_ledger_tells(string path, string name, string body)
    {
        await using var session = await ReadyAsync();
        var ledger = session.Simulator.Ledger.Of(name);
        session.Simulator.FailNext("604-before");
        Assert.Equal("604", CodeOf(await session.SyncAsync(body, path)));
        Assert.Empty(ledger.Entries);
        session.Simulator.FailNext("http-502-after");
        using (var response = await session.PostAsync(body, path))
            Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
        Assert.Equal(2, ledger.Entries.Count);
        Assert.DoesNotContain(ledger.Entries, entry => entry.Effect is LedgerEffect.Skipped);
    }

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task An_answer_can_lack_its_last_result_or_skip_a_record_with_an_unknown_code(string path, string name, string body)
    {
        await using var session = await ReadyAsync();
        session.Simulator.FailNext("unknown-record-code");
        var outcomes = Outcomes(await session.SyncAsync(body, path));
        Assert.Equal("1999", Assert.Single(outcomes, outcome => outcome is "1999"));
        Assert.Equal(1, session.Simulator.Ledger.Of(name).Totals.Skipped);
        session.Simulator.FailNext("missing-result-after");
        Assert.Single(Outcomes(await session.SyncAsync(body, path)));
        Assert.Equal(4, session.Simulator.Ledger.Of(name).Entries.Count);
    }

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task Poison_and_the_limits_of_records_and_bytes_hold_on_every_path(string path, string name, string body)
    {
        await using var session = await ReadyAsync(new SimulatorOptions { MaxRequestBytes = 1000 });
        session.Simulator.Faults = new FaultPlan { Poison = new PoisonRule("input", "1003") };
        Assert.Equal("1003", CodeOf(await session.SyncAsync(body, path)));
        session.Simulator.Faults = new FaultPlan { TimeOutAboveRecords = 1 };
        Assert.Equal("604", CodeOf(await session.SyncAsync(body, path)));
        session.Simulator.Faults = FaultPlan.None;
        using var response = await session.PostAsync(body.PadRight(1001), path);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        using var text = new StringContent(body, Encoding.UTF8, "text/plain");
        using var untyped = await session.Http.PostAsync(path, text);
        Assert.Equal("612", CodeOf(JsonNode.Parse(await untyped.Content.ReadAsStringAsync())!));
        Assert.Empty(session.Simulator.Ledger.Of(name).Entries);
        session.UseToken("wrong");
        Assert.Equal("601", CodeOf(await session.SyncAsync(body, path)));
    }

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task A_reset_ends_a_call_that_is_on_the_way(string path, string name, string body)
    {
        await using var session = await ReadyAsync(new SimulatorOptions { LatencyMilliseconds = 100 });
        var call = session.SyncAsync(body, path);
        await session.Time.WaitersAsync(1);
        session.Simulator.Reset();
        session.Time.Advance(TimeSpan.FromSeconds(1));
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => call);
        Assert.Empty(session.Simulator.Ledger.Of(name).Entries);
        Assert.All(session.Simulator.Ledger.Objects, one => Assert.Equal(0, session.Simulator.Ledger.Of(one).Totals.OverlappingWrites));
    }

    [Fact]
    public async Task A_scripted_fault_waits_for_its_path_and_lets_others_pass()
    {
        await using var session = await ReadyAsync();
        session.Simulator.FailNext("611-before", path: "/rest/v1/customobjects/", count: 2);
        session.Simulator.FailNext("713-before");
        Assert.Equal("713", CodeOf(await session.UpsertAsync("a@example.com")));
        Assert.Null(CodeOf(await session.UpsertAsync("a@example.com")));
        Assert.Equal("611", CodeOf(await session.SyncAsync("""{"input":[{"vin":"V1"}]}""", "/rest/v1/customobjects/car_c.json")));
        Assert.Equal("611", CodeOf(await session.SyncAsync("""{"input":[{"orderNumber":"O","line":1}]}""", "/rest/v1/customobjects/order_c.json")));
        Assert.Null(CodeOf(await session.SyncAsync("""{"input":[{"vin":"V1"}]}""", "/rest/v1/customobjects/car_c.json")));
    }

    private static async Task<SimulatorSession> ReadyAsync(SimulatorOptions? options = null)
    {
        var session = await StartAsync(options);
        Assert.Equal(Lead, session.Simulator.AddLead(("email", "l1@example.com")));
        session.Simulator.AddLead(("email", "l2@example.com"));
        foreach (var company in new[] { "C8", "C9" })
            session.Simulator.Objects.Add("companies", ("externalCompanyId", company));
        session.Simulator.Objects.Add("opportunities", ("externalOpportunityId", "O1"), ("name", "N"));
        session.Simulator.Memberships.AddToList(1002, Lead, Lead + 1);
        session.Simulator.Memberships.AddToProgram(2002, Lead, "Invited");
        session.Simulator.Memberships.AddToProgram(2002, Lead + 1, "Invited");
        return session;
    }
}
