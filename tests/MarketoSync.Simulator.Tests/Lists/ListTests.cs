using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using static MarketoSync.Simulator.Tests.SimulatorSession;

namespace MarketoSync.Simulator.Tests;

public class ListTests
{
    private const string Leads = "/rest/v1/lists/1001/leads.json";

    [Fact]
    public async Task Leads_are_added_and_added_again_and_unknown_ones_skipped_with_1004_and_their_id()
    {
        await using var session = await StartAsync();
        var lead = session.Simulator.AddLead(("email", "a@example.com"));
        var answer = await session.SyncAsync($$"""{"input":[{"id":{{lead}}},{"id":999999},{"id":{{lead}}}]}""", Leads);
        Assert.Equal(["added", "1004", "added"], Outcomes(answer));
        Assert.Equal([lead, 999999, lead], answer["result"]!.AsArray().Select(item => (long)item!["id"]!));
        Assert.Equal([lead], session.Simulator.Memberships.OfList(1001));
        Assert.Empty(session.Simulator.Memberships.OfList(1002));
        Assert.Equal(2, session.Simulator.Ledger.Of("lists/1001").CountsOf($"{lead}").Added);
    }

    [Fact]
    public async Task Leads_are_removed_with_the_verb_DELETE_or_by_POST_and_a_stranger_is_1015()
    {
        await using var session = await StartAsync();
        var leads = Enumerable.Range(0, 4).Select(i => session.Simulator.AddLead(("email", $"{i}@example.com"))).ToList();
        session.Simulator.Memberships.AddToList(1001, [.. leads.Take(3)]);

        using var byQuery = await session.Http.DeleteAsync($"{Leads}?id={leads[0]}&id={leads[3]}&id=999999");
        Assert.Equal(["removed", "1015", "1004"], Outcomes(JsonNode.Parse(await byQuery.Content.ReadAsStringAsync())!));
        using var request = new HttpRequestMessage(HttpMethod.Delete, Leads)
        {
            Content = new StringContent($$"""{"input":[{"id":{{leads[1]}}}]}""", Encoding.UTF8, "application/json"),
        };
        using var byBody = await session.Http.SendAsync(request);
        Assert.Equal(["removed"], Outcomes(JsonNode.Parse(await byBody.Content.ReadAsStringAsync())!));
        Assert.Equal(["removed"], Outcomes(await session.SyncAsync($$"""{"input":[{"id":{{leads[2]}}}]}""", Leads + "?_method=DELETE")));
        Assert.Equal(["1015"], Outcomes(await session.SyncAsync("", $"{Leads}?_method=DELETE&id={leads[2]}")));
        Assert.Empty(session.Simulator.Memberships.OfList(1001));
        Assert.Equal(new EffectCounts(Removed: 1, Skipped: 1), session.Simulator.Ledger.Of("lists/1001").CountsOf($"{leads[2]}"));
    }

    [Fact]
    public async Task Ids_in_the_query_are_added_as_well()
    {
        await using var session = await StartAsync();
        var first = session.Simulator.AddLead(("email", "a@example.com"));
        var second = session.Simulator.AddLead(("email", "b@example.com"));
        using var response = await session.Http.PostAsync($"{Leads}?id={second}&id={first}", null);
        Assert.Equal(["added", "added"], Outcomes(JsonNode.Parse(await response.Content.ReadAsStringAsync())!));
        Assert.Equal([first, second], session.Simulator.Memberships.OfList(1001));
    }

    [Fact]
    public async Task Membership_is_told_for_each_id()
    {
        await using var session = await StartAsync();
        var member = session.Simulator.AddLead(("email", "a@example.com"));
        var stranger = session.Simulator.AddLead(("email", "b@example.com"));
        session.Simulator.Memberships.AddToList(1001, member);
        var answer = await session.GetAsync($"/rest/v1/lists/1001/leads/ismember.json?id={member}&id={stranger}&id=999999");
        Assert.Equal(["memberof", "notmemberof", "1004"], Outcomes(answer));
        Assert.Equal([member, stranger, 999999], answer["result"]!.AsArray().Select(item => (long)item!["id"]!));
        Assert.Equal(0, session.Simulator.Ledger.Of("lists/1001").Totals.Skipped);
    }

    [Theory]
    [InlineData("/rest/v1/lists/1001/leads.json")]
    [InlineData("/rest/v1/list/1001/leads.json")]
    public async Task Members_are_read_in_pages(string path)
    {
        await using var session = await StartAsync();
        var leads = Enumerable.Range(0, 3).Select(i => session.Simulator.AddLead(("email", $"{i}@example.com"))).ToList();
        session.Simulator.Memberships.AddToList(1001, [.. leads]);
        var page = await session.GetAsync($"{path}?batchSize=2&fields=email");
        Assert.Equal(["0@example.com", "1@example.com"], page["result"]!.AsArray().Select(item => (string)item!["email"]!));
        page = await session.GetAsync($"{path}?batchSize=2&fields=id&nextPageToken={page["nextPageToken"]}");
        Assert.Equal([leads[2]], page["result"]!.AsArray().Select(item => (long)item!["id"]!));
    }

    [Theory]
    [InlineData("POST", "/rest/v1/lists/9/leads.json?id=1", "1013")]
    [InlineData("DELETE", "/rest/v1/lists/9/leads.json?id=1", "1013")]
    [InlineData("GET", "/rest/v1/lists/9/leads.json", "1013")]
    [InlineData("GET", "/rest/v1/lists/9/leads/ismember.json?id=1", "1013")]
    [InlineData("POST", "/rest/v1/lists/1001/leads.json", "1002")]
    [InlineData("DELETE", "/rest/v1/lists/1001/leads.json?id=x", "1001")]
    [InlineData("PUT", "/rest/v1/lists/1001/leads.json?id=1", "605")]
    public async Task A_wrong_call_is_refused(string verb, string path, string code)
    {
        await using var session = await StartAsync();
        using var response = await session.Http.SendAsync(new HttpRequestMessage(new HttpMethod(verb), path));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(code, CodeOf(JsonNode.Parse(await response.Content.ReadAsStringAsync())!));
    }

    [Fact]
    public async Task More_than_300_ids_are_refused_in_the_body_and_in_the_query()
    {
        await using var session = await StartAsync();
        var ids = Enumerable.Range(1, 301).ToList();
        Assert.Equal("1003", CodeOf(await session.SyncAsync($$"""{"input":[{{string.Join(',', ids.Select(id => $$"""{"id":{{id}}}"""))}}]}""", Leads)));
        Assert.Equal("1003", CodeOf(await session.SyncAsync("", $"{Leads}?id={string.Join(',', ids)}")));
    }

    [Fact]
    public async Task Lists_of_ones_own_are_a_matter_of_options()
    {
        await using var session = await StartAsync(new SimulatorOptions { Lists = [new SimulatedList(7, "Mine")] });
        var lead = session.Simulator.AddLead(("email", "a@example.com"));
        Assert.Equal(["added"], Outcomes(await session.SyncAsync("", $"/rest/v1/lists/7/leads.json?id={lead}")));
        Assert.Throws<ArgumentException>(() => session.Simulator.Memberships.OfList(1001));
        Assert.Throws<ArgumentException>(() => session.Simulator.Memberships.AddToList(7, 999999));
    }
}
