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

    private static async Task SendAsync(SimulatorSession session, HttpMethod method, string path, string body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        using var response = await session.Http.SendAsync(request);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }
}
