using System.Net;
using System.Text.Json.Nodes;
using MarketoSync.Api.Tests.Support;
using MarketoSync.Records;
using MarketoSync.Runs;

namespace MarketoSync.Api.Tests.Syncs;

public sealed class ReportTests
{
    [Theory]
    [InlineData(null, "application/json")]
    [InlineData("*/*", "application/json")]
    [InlineData("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html; charset=utf-8")]
    [InlineData("application/json;q=0.4, text/html;q=0.5", "text/html; charset=utf-8")]
    [InlineData("text/*;q=0.3, */*;q=0.2", "text/html; charset=utf-8")]
    [InlineData("text/html;q=0, */*", "application/json")]
    public async Task The_report_comes_as_it_is_accepted(string? accept, string type)
    {
        await using var server = await ApiServer.StartAsync();
        await server.EndAsync("r", RunState.Completed, new RecordResult(0, 2, "<b>@example.com", RecordStatus.Skipped, Reasons: [new("1003", "Invalid")]));

        using var response = await GetAsync(server, accept);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(type, response.Content.Headers.ContentType!.ToString());
        Assert.Equal("Accept", Assert.Single(response.Headers.Vary));
        var content = await response.Content.ReadAsStringAsync();
        if (type == "application/json")
        {
            Assert.Equal("r", (string?)JsonNode.Parse(content)!["run"]);
        }
        else
        {
            Assert.Contains("&lt;b&gt;@example.com", content, StringComparison.Ordinal);
            Assert.StartsWith("default-src 'none'", Assert.Single(response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Who_accepts_neither_is_told_what_there_is()
    {
        await using var server = await ApiServer.StartAsync();
        await server.EndAsync("r", RunState.Completed);

        using var response = await GetAsync(server, "application/pdf");

        ProblemAnswer.Is("not-acceptable", 406, (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!));
    }

    [Fact]
    public async Task Before_there_is_one_that_is_a_conflict_and_not_a_missing_run()
    {
        await using var server = await ApiServer.StartAsync();
        await server.DefineAsync("r");

        ProblemAnswer.Is("report-not-ready", 409, await server.GetAsync("/api/syncs/r/report"));
        ProblemAnswer.Is("report-not-ready", 409, await server.GetAsync("/api/syncs/r/results"));
    }

    private static Task<HttpResponseMessage> GetAsync(ApiServer server, string? accept)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/api/syncs/r/report");
        if (accept is not null) request.Headers.TryAddWithoutValidation("Accept", accept);
        return server.Http.SendAsync(request);
    }
}
