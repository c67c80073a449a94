using System.Text.Json.Nodes;
using static MarketoSync.Simulator.Tests.SimulatorSession;

namespace MarketoSync.Simulator.Tests;

public class GetLeadsTests
{
    [Fact]
    public async Task Leads_are_found_by_any_of_the_values_with_the_usual_fields()
    {
        await using var session = await StartAsync();
        var ada = session.Simulator.AddLead(("email", "ada@example.com"), ("firstName", "Ada"), ("city", "Ulm"));
        session.Simulator.AddLead(("email", "bob@example.com"));
        session.Simulator.AddLead(("email", "eve@example.com"));
        var answer = await session.GetAsync("/rest/v1/leads.json?filterType=email&filterValues=EVE@example.com,ada@example.com,none@example.com");
        Assert.Null(CodeOf(answer));
        var leads = answer["result"]!.AsArray();
        Assert.Equal(2, leads.Count);
        Assert.Equal(ada, (long)leads[0]!["id"]!);
        Assert.Equal(["createdAt", "email", "firstName", "id", "lastName", "updatedAt"], leads[0]!.AsObject().Select(member => member.Key).Order());
        Assert.Null(leads[0]!["lastName"]);
        Assert.Null(answer["nextPageToken"]);
        Assert.Null(answer["moreResult"]);
    }

    [Fact]
    public async Task Fields_are_given_as_asked_for_and_in_that_order()
    {
        await using var session = await StartAsync();
        var id = session.Simulator.AddLead(("crmId", "C-1"), ("leadScore", 7), ("unsubscribed", false), ("annualRevenue", 34.66));
        var answer = await session.GetAsync($"/rest/v1/leads.json?filterType=id&filterValues={id}&fields=unsubscribed,leadScore,id,annualRevenue,city");
        Assert.Equal(
            $$"""{"unsubscribed":false,"leadScore":7,"id":{{id}},"annualRevenue":34.66,"city":null}""", answer["result"]![0]!.ToJsonString());
    }

    [Fact]
    public async Task What_was_just_written_is_found()
    {
        await using var session = await StartAsync();
        await session.SyncAsync("""{"lookupField":"crmId","input":[{"crmId":"C-1","email":"a@example.com"}]}""");
        await session.SyncAsync("""{"lookupField":"crmId","input":[{"crmId":"C-1","email":"b@example.com"}]}""");
        Assert.Empty((await session.GetAsync("/rest/v1/leads.json?filterType=email&filterValues=a@example.com"))["result"]!.AsArray());
        Assert.Single((await session.GetAsync("/rest/v1/leads.json?filterType=email&filterValues=b@example.com"))["result"]!.AsArray());
    }

    [Theory]
    [InlineData("/rest/v1/leads.json?_method=GET", "")]
    [InlineData("/rest/v1/leads.json", "_method=GET&")]
    public async Task A_long_read_comes_as_a_form_with_method_GET_in_URL_or_form(string path, string start)
    {
        await using var session = await StartAsync();
        session.Simulator.AddLead(("email", "ada@example.com"));
        var values = string.Join(',', Enumerable.Range(0, 299).Select(i => $"somebody-with-a-long-address-{i}%40example.com"));
        using var content = new StringContent(
            $"{start}filterType=email&filterValues={values},ada%40example.com", System.Text.Encoding.UTF8, "application/x-www-form-urlencoded");
        using var response = await session.Http.PostAsync(path, content);
        var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.Null(CodeOf(answer));
        Assert.Single(answer["result"]!.AsArray());
    }

    [Fact]
    public async Task Pages_give_every_match_once()
    {
        await using var session = await StartAsync();
        for (var i = 0; i < 25; i++)
            session.Simulator.AddLead(("email", $"p{i}@example.com"), ("externalCompanyId", "ACME"));
        const string query = "/rest/v1/leads.json?filterType=externalCompanyId&filterValues=acme&batchSize=10";
        var ids = new List<long>();
        string? token = null;
        var pages = 0;
        do
        {
            var page = await session.GetAsync(token is null ? query : $"{query}&nextPageToken={Uri.EscapeDataString(token)}");
            ids.AddRange(page["result"]!.AsArray().Select(lead => (long)lead!["id"]!));
            token = (string?)page["nextPageToken"];
            Assert.Equal(token is not null, (bool?)page["moreResult"] ?? false);
            pages++;
        }
        while (token is not null);
        Assert.Equal(3, pages);
        Assert.Equal(25, ids.Distinct().Count());
        Assert.Equal(25, ids.Count);
    }

    [Theory]
    [InlineData(1000, null)]
    [InlineData(1001, "1003")]
    public async Task More_than_a_thousand_matches_are_too_many(int leads, string? code)
    {
        await using var session = await StartAsync();
        for (var i = 0; i < leads; i++)
            session.Simulator.AddLead(("externalCompanyId", "ACME"));
        var answer = await session.GetAsync("/rest/v1/leads.json?filterType=externalCompanyId&filterValues=ACME&fields=id");
        Assert.Equal(code, CodeOf(answer));
        if (code is null) Assert.Equal(300, answer["result"]!.AsArray().Count);
        else Assert.Equal("Too many results match the filter", (string)answer["errors"]![0]!["message"]!);
    }

    [Theory]
    [InlineData("filterType=nothing&filterValues=a", "1003")]
    [InlineData("filterType=firstName&filterValues=a", "1003")]
    [InlineData("filterValues=a", "1002")]
    [InlineData("filterType=email", "1002")]
    [InlineData("filterType=email&filterValues=a&fields=id,nope", "1006")]
    [InlineData("filterType=email&filterValues=a&batchSize=0", "1003")]
    [InlineData("filterType=email&filterValues=a&nextPageToken=made-up", "1003")]
    public async Task A_wrong_query_is_refused(string query, string code)
    {
        await using var session = await StartAsync();
        Assert.Equal(code, CodeOf(await session.GetAsync($"/rest/v1/leads.json?{query}")));
    }

    [Theory]
    [InlineData(300, null)]
    [InlineData(301, "1003")]
    public async Task More_than_300_values_are_refused(int values, string? code)
    {
        await using var session = await StartAsync();
        Assert.Equal(code, CodeOf(await session.GetAsync(
            $"/rest/v1/leads.json?filterType=id&filterValues={string.Join(',', Enumerable.Range(1, values))}")));
    }
}
