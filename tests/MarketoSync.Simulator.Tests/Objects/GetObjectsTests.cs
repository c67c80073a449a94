using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using static MarketoSync.Simulator.Tests.SimulatorSession;

namespace MarketoSync.Simulator.Tests;

public class GetObjectsTests
{
    private const string Cars = "/rest/v1/customobjects/car_c.json";
    private const string Roles = "/rest/v1/opportunities/roles.json";

    [Theory]
    [InlineData("dedupeFields", "v1,V3")]
    [InlineData("vin", "V3,V1,V1")]
    [InlineData("idField", null)]
    [InlineData("marketoGUID", null)]
    [InlineData("marketoGuid", null)]
    [InlineData("crmId", "C1")]
    public async Task Records_are_found_by_every_searchable_field_and_both_aliases(string filterType, string? values)
    {
        await using var session = await StartAsync();
        var first = session.Simulator.Objects.Add("customobjects/car_c", ("vin", "V1"), ("crmId", "C1"));
        session.Simulator.Objects.Add("customobjects/car_c", ("vin", "V2"));
        var third = session.Simulator.Objects.Add("customobjects/car_c", ("vin", "V3"), ("crmId", "c1"));
        var answer = await session.GetAsync($"{Cars}?filterType={filterType}&filterValues={values ?? $"{third},{first}"}");
        Assert.Equal([first, third], answer["result"]!.AsArray().Select(item => (string)item!["marketoGUID"]!));
        Assert.Equal([0, 1], answer["result"]!.AsArray().Select(item => (int)item!["seq"]!));
        Assert.Equal(["seq", "marketoGUID", "vin", "updatedAt", "createdAt"], answer["result"]![0]!.AsObject().Select(member => member.Key));
    }

    [Fact]
    public async Task Fields_are_given_as_asked_for_and_left_out_where_they_have_no_value()
    {
        await using var session = await StartAsync();
        session.Simulator.Objects.Add("customobjects/car_c", ("vin", "V1"), ("year", 2003), ("price", 10.5));
        session.Time.Advance(TimeSpan.FromSeconds(5));
        await session.SyncAsync("""{"input":[{"vin":"V1","electric":false}]}""", Cars);
        var car = (await session.GetAsync($"{Cars}?filterType=vin&filterValues=V1&fields=year,make,price,electric,createdAt,updatedAt"))["result"]![0]!.AsObject();
        Assert.Equal(["seq", "marketoGUID", "year", "price", "electric", "createdAt", "updatedAt"], car.Select(member => member.Key));
        Assert.Equal(2003, (int)car["year"]!);
        Assert.Equal("2026-11-22T18:00:00Z", (string)car["createdAt"]!);
        Assert.Equal("2026-11-22T18:00:05Z", (string)car["updatedAt"]!);
    }

    [Fact]
    public async Task A_long_read_is_a_form_by_POST_with_the_method_GET_in_the_URL()
    {
        await using var session = await StartAsync();
        session.Simulator.Objects.Add("companies", ("externalCompanyId", "C1"), ("company", "Acme"));
        using var form = new FormUrlEncodedContent([new("filterType", "company"), new("filterValues", "acme"), new("fields", "company")]);
        using var response = await session.Http.PostAsync("/rest/v1/companies.json?_method=GET", form);
        Assert.Equal("Acme", (string)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["result"]![0]!["company"]!);
    }

    [Fact]
    public async Task A_compound_key_is_read_by_POST_with_JSON_only()
    {
        await using var session = await StartAsync();
        var lead = session.Simulator.AddLead(("email", "a@example.com"));
        var guid = session.Simulator.Objects.Add("opportunities/roles", ("externalOpportunityId", "O1"), ("leadId", lead), ("role", "Captain"));
        session.Simulator.Objects.Add("opportunities/roles", ("externalOpportunityId", "O2"), ("leadId", lead), ("role", "Captain"));
        var body = $$"""
            {"filterType":"dedupeFields","fields":["marketoGuid","externalOpportunityId","leadId","role"],
            "input":[{"externalOpportunityId":"o1","leadId":{{lead}},"role":"Captain"},{"externalOpportunityId":"O1","leadId":7,"role":"Captain"}]}
            """;
        var found = Assert.Single((await session.SyncAsync(body, Roles + "?_method=GET"))["result"]!.AsArray())!;
        Assert.Equal(["seq", "marketoGUID", "externalOpportunityId", "leadId", "role"], found.AsObject().Select(member => member.Key));
        Assert.Equal(guid, (string)found["marketoGUID"]!);
        Assert.Equal(lead, (long)found["leadId"]!);

        Assert.Equal(2, (await session.GetAsync($"{Roles}?filterType=leadId&filterValues={lead}"))["result"]!.AsArray().Count);
        Assert.Equal("1003", CodeOf(await session.GetAsync($"{Roles}?filterType=dedupeFields&filterValues=O1")));
        Assert.Equal("1002", CodeOf(await session.SyncAsync("""{"input":[{"externalOpportunityId":"O1","role":"Captain"}]}""", Roles + "?_method=GET")));
        Assert.Equal(0, session.Simulator.Ledger.Of("opportunities/roles").Totals.Skipped);
    }

    [Theory]
    [InlineData("?filterValues=V1", "1002")]
    [InlineData("?filterType=vin", "1002")]
    [InlineData("?filterType=color&filterValues=red", "1003")]
    [InlineData("?filterType=nope&filterValues=red", "1003")]
    [InlineData("?filterType=vin&filterValues=V1&fields=nope", "1006")]
    [InlineData("?filterType=vin&filterValues=V1&batchSize=0", "1003")]
    [InlineData("?filterType=vin&filterValues=V1&nextPageToken=abc", "1003")]
    public async Task A_wrong_read_is_refused(string query, string code)
    {
        await using var session = await StartAsync();
        Assert.Equal(code, CodeOf(await session.GetAsync(Cars + query)));
    }

    [Theory]
    [InlineData(300, null)]
    [InlineData(301, "1003")]
    public async Task At_most_300_values_are_looked_up(int values, string? code)
    {
        await using var session = await StartAsync();
        Assert.Equal(code, CodeOf(await session.GetAsync(
            $"{Cars}?filterType=vin&filterValues={string.Join(',', Enumerable.Range(0, values).Select(i => $"V{i}"))}")));
        var input = string.Join(',', Enumerable.Range(0, values).Select(i => $$"""{"orderNumber":"O","line":{{i}}}"""));
        Assert.Equal(code, CodeOf(await session.SyncAsync($$"""{"input":[{{input}}]}""", "/rest/v1/customobjects/order_c.json?_method=GET")));
    }

    [Fact]
    public async Task Pages_follow_one_another_until_none_is_left()
    {
        await using var session = await StartAsync();
        var guids = Enumerable.Range(0, 7).Select(i => session.Simulator.Objects.Add("customobjects/order_c", ("orderNumber", "O1"), ("line", i))).ToList();
        var read = new List<string>();
        string? token = null;
        do
        {
            var page = await session.GetAsync(
                "/rest/v1/customobjects/order_c.json?filterType=orderNumber&filterValues=O1&batchSize=3" + (token is null ? "" : $"&nextPageToken={token}"));
            read.AddRange(page["result"]!.AsArray().Select(item => (string)item!["marketoGUID"]!));
            token = (string?)page["nextPageToken"];
            Assert.Equal(token is not null, (bool?)page["moreResult"] ?? false);
        }
        while (token is not null);
        Assert.Equal(guids, read);
    }

    [Fact]
    public async Task Nothing_found_is_a_success_without_results()
    {
        await using var session = await StartAsync();
        var answer = await session.GetAsync($"{Cars}?filterType=vin&filterValues=V1");
        Assert.Null(CodeOf(answer));
        Assert.Empty(answer["result"]!.AsArray());
    }

    [Fact]
    public async Task A_URI_that_is_too_long_is_HTTP_414()
    {
        await using var session = await StartAsync();
        using var response = await session.Http.GetAsync($"{Cars}?filterType=vin&filterValues={new StringBuilder().Insert(0, "1234567,", 1100)}");
        Assert.Equal(HttpStatusCode.RequestUriTooLong, response.StatusCode);
    }
}
