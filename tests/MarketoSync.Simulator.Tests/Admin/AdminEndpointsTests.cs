using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using static MarketoSync.Simulator.Tests.SimulatorSession;

namespace MarketoSync.Simulator.Tests;

public class AdminEndpointsTests
{
    [Fact]
    public async Task Statistics_are_given_as_JSON()
    {
        await using var session = await StartAsync();
        await session.UpsertAsync("a@example.com");
        var report = JsonNode.Parse(await session.Http.GetStringAsync("/simulator/statistics"))!;
        Assert.Equal(1, (int)report["calls"]!["restCalls"]!);
        Assert.Equal(1, (int)report["calls"]!["outcomes"]!["ok"]!);
        Assert.Equal(1, (int)report["ledger"]!["created"]!);
        Assert.Equal(1, (int)report["leads"]!);
    }

    [Fact]
    public async Task The_ledger_is_given_as_NDJSON_as_a_whole_and_by_key()
    {
        await using var session = await StartAsync();
        for (var call = 0; call < 5; call++)
            await session.UpsertAsync([.. Enumerable.Range(0, 250).Select(i => $"p{i}@example.com")]);
        var lines = (await session.Http.GetStringAsync("/simulator/ledger")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(1250, lines.Length);
        var entry = JsonNode.Parse(lines[^1])!;
        Assert.Equal("p249@example.com", (string)entry["key"]!);
        Assert.Equal("updated", (string)entry["effect"]!);
        Assert.Equal("email", (string)entry["lookupField"]!);
        Assert.Equal(5, (int)entry["call"]!);
        var one = await session.Http.GetStringAsync("/simulator/ledger?key=p7@example.com");
        Assert.Equal(5, one.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task A_plan_and_a_script_are_set_over_HTTP()
    {
        await using var session = await StartAsync();
        await SendAsync(session, HttpMethod.Put, "/simulator/faults", """{"rate":0.5,"weights":{"611-before":1},"timeOutAboveRecords":1,"poison":{"text":"x"}}""");
        Assert.Equal(0.5, session.Simulator.Faults.Rate);
        Assert.Equal("1003", session.Simulator.Faults.Poison!.Fault);
        Assert.Equal(TimeSpan.FromSeconds(2), session.Simulator.Faults.SlowDelay);
        await SendAsync(session, HttpMethod.Put, "/simulator/faults", "{}");
        await SendAsync(session, HttpMethod.Post, "/simulator/faults", """[{"fault":"713-before","count":2},{"fault":"608-before","on":"Read"}]""");
        Assert.Equal("713", CodeOf(await session.UpsertAsync("a@example.com")));
        Assert.Equal("713", CodeOf(await session.UpsertAsync("a@example.com")));
        Assert.Equal("608", CodeOf(await session.GetAsync("/rest/v1/stats/usage.json")));
        Assert.Null(CodeOf(await session.UpsertAsync("a@example.com")));
    }

    [Theory]
    [InlineData("/simulator/faults", """[{"fault":"no-such-fault"}]""")]
    [InlineData("/simulator/faults", "not JSON")]
    [InlineData("/simulator/leads", """{"nope":1}""")]
    [InlineData("/simulator/leads", "7")]
    [InlineData("/simulator/objects?object=company", "{}")]
    [InlineData("/simulator/objects?object=companies", "{}")]
    [InlineData("/simulator/lists", "{\"list\":9,\"leads\":[1]}")]
    [InlineData("/simulator/lists", "{\"list\":1001}")]
    [InlineData("/simulator/programs", "{\"program\":2001,\"lead\":1,\"status\":\"Invited\"}")]
    [InlineData("/simulator/usage", "{\"calls\":\"many\"}")]
    public async Task A_wrong_command_is_HTTP_400_with_the_reason(string path, string body)
    {
        await using var session = await StartAsync();
        using var response = await session.PostAsync(body, path);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.NotNull(JsonNode.Parse(await response.Content.ReadAsStringAsync())!["error"]);
    }

    [Fact]
    public async Task Leads_are_seeded_and_reset_forgets_them_and_everything_else_but_the_token()
    {
        await using var session = await StartAsync();
        await SendAsync(session, HttpMethod.Post, "/simulator/leads", "{\"email\":\"a@example.com\"}\n{\"email\":\"b@example.com\"}\n");
        Assert.Equal(["updated", "created"], Outcomes(await session.UpsertAsync("b@example.com", "c@example.com")));
        session.Simulator.FailNext("611-before");
        await SendAsync(session, HttpMethod.Post, "/simulator/reset", "");
        Assert.Equal(0, session.Simulator.LeadCount);
        Assert.Empty(session.Simulator.Ledger.Entries);
        Assert.Equal(["created"], Outcomes(await session.UpsertAsync("b@example.com")));
        Assert.Equal(1, session.Simulator.Statistics.RestCalls);
    }

    [Fact]
    public async Task The_ledger_of_another_object_is_asked_for_by_name_and_lines_of_leads_stay_as_they_are()
    {
        await using var session = await StartAsync();
        await session.UpsertAsync("a@example.com");
        await session.SyncAsync("""{"input":[{"externalCompanyId":"C1"},{"externalCompanyId":"C2"}]}""", "/rest/v1/companies.json");
        var lead = JsonNode.Parse(Assert.Single(await LinesAsync(session, "/simulator/ledger")))!;
        Assert.Equal(["call", "index", "lookupField", "key", "effect", "leadId", "at"], lead.AsObject().Select(member => member.Key));
        var companies = await LinesAsync(session, "/simulator/ledger?object=companies");
        Assert.Equal(2, companies.Length);
        var company = JsonNode.Parse(companies[0])!;
        Assert.Equal(["object", "call", "index", "lookupField", "key", "effect", "objectId", "at"], company.AsObject().Select(member => member.Key));
        Assert.Equal(("companies", "C1", "created"), ((string)company["object"]!, (string)company["key"]!, (string)company["effect"]!));
        Assert.Single(await LinesAsync(session, "/simulator/ledger?object=companies&key=c2"));
        Assert.Equal(3, (await LinesAsync(session, "/simulator/ledger?object=*")).Length);
        using var unknown = await session.Http.GetAsync("/simulator/ledger?object=company");
        Assert.Equal(HttpStatusCode.BadRequest, unknown.StatusCode);
    }

    [Fact]
    public async Task Effects_are_counted_by_key_over_HTTP()
    {
        await using var session = await StartAsync();
        for (var i = 0; i < 2; i++)
            await session.SyncAsync("""{"input":[{"externalCompanyId":"C1"}]}""", "/rest/v1/companies.json");
        await session.UpsertAsync("a@example.com");
        Assert.Equal(
            """{"object":"companies","key":"C1","created":1,"updated":1,"deleted":0,"added":0,"removed":0,"skipped":0}""",
            Assert.Single(await LinesAsync(session, "/simulator/ledger/counts?object=companies")));
        Assert.Equal(2, (await LinesAsync(session, "/simulator/ledger/counts")).Length);
        var report = JsonNode.Parse(await session.Http.GetStringAsync("/simulator/statistics"))!;
        Assert.Equal(1, (int)report["objects"]!["companies"]!["updated"]!);
        Assert.Equal(1, (int)report["objects"]!["leads"]!["created"]!);
        Assert.Equal(0, (int)report["objects"]!["lists/1001"]!["added"]!);
    }

    [Fact]
    public async Task Records_members_and_quota_of_others_are_set_over_HTTP()
    {
        await using var session = await StartAsync();
        var lead = session.Simulator.AddLead(("email", "a@example.com"));
        await SendAsync(session, HttpMethod.Post, "/simulator/objects?object=customobjects/car_c", "{\"vin\":\"V1\"}\n{\"vin\":\"V2\",\"year\":2003}");
        var records = await LinesAsync(session, "/simulator/objects?object=customobjects/car_c");
        Assert.Equal("""{"vin":"V2","year":2003}""", JsonNode.Parse(records[1])!["values"]!.ToJsonString());
        Assert.Equal(session.Simulator.Objects.Find("customobjects/car_c", "V2")!.Id, (string)JsonNode.Parse(records[1])!["id"]!);
        await SendAsync(session, HttpMethod.Post, "/simulator/lists", $$"""{"list":1001,"leads":[{{lead}}]}""");
        Assert.Equal([lead], session.Simulator.Memberships.OfList(1001));
        await SendAsync(session, HttpMethod.Post, "/simulator/programs", $$"""{"program":2001,"lead":{{lead}},"status":"registered"}""");
        Assert.Equal("Registered", session.Simulator.Memberships.StatusIn(2001, lead));
        await SendAsync(session, HttpMethod.Post, "/simulator/usage", """{"calls":100}""");
        Assert.Equal(100, session.Simulator.Statistics.QuotaUsed);
        await SendAsync(session, HttpMethod.Post, "/simulator/faults", """[{"fault":"611-before","path":"/rest/v1/companies"}]""");
        Assert.Null(CodeOf(await session.UpsertAsync("a@example.com")));
        Assert.Equal("611", CodeOf(await session.SyncAsync("""{"input":[{"externalCompanyId":"C1"}]}""", "/rest/v1/companies.json")));
    }

    private static async Task<string[]> LinesAsync(SimulatorSession session, string path) =>
        (await session.Http.GetStringAsync(path)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static async Task SendAsync(SimulatorSession session, HttpMethod method, string path, string body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        using var response = await session.Http.SendAsync(request);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }
}
