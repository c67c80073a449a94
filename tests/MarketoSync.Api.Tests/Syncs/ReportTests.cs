using System.Net;
using System.Text.Json.Nodes;
using MarketoSync.Api.Tests.Support;
using MarketoSync.Records;
using MarketoSync.Runs;

namespace MarketoSync.Api.Tests.Syncs;

public sealed class ReportTests
{
    private static readonly RecordResult s_notSent = new(0, 1, "a", RecordStatus.NotSent);

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

    [Fact]
    public async Task The_report_of_a_run_that_stopped_stands_until_it_goes_on_and_the_next_one_from_when_it_stops_again()
    {
        await using var server = await ApiServer.StartAsync();
        await server.EndAsync("r", RunState.Stopped, s_notSent);
        await AssertStandsAsync(server);

        server.Engine["r"] = new RunActivity(RunPhase.Running);
        await AssertNotReadyAsync(server);

        await server.EndAsync("r", RunState.Stopped, s_notSent);
        await AssertStandsAsync(server);
    }

    [Fact]
    public async Task The_report_of_a_run_that_went_on_and_then_failed_or_waits_for_a_step_is_not_the_one_before()
    {
        await using var server = await ApiServer.StartAsync();
        await server.EndAsync("r", RunState.Stopped, s_notSent);

        server.Engine["r"] = new RunActivity(RunPhase.Failed, Fault: "The disk is full.");
        await AssertNotReadyAsync(server);
        server.Engine["r"] = new RunActivity(RunPhase.Stopped, Fault: "System.IO.IOException");
        await AssertNotReadyAsync(server);
    }

    [Theory]
    [InlineData(RunState.Completed)]
    [InlineData(RunState.Cancelled)]
    public async Task The_last_report_stands_as_soon_as_it_is_written(RunState state)
    {
        await using var server = await ApiServer.StartAsync();
        await server.EndAsync("r", state, s_notSent);
        server.Engine["r"] = new RunActivity(RunPhase.Running);

        await AssertStandsAsync(server);
    }

    [Theory]
    [InlineData(RunState.Stopped)]
    [InlineData(RunState.Completed)]
    public async Task A_report_outlives_what_the_engine_knows(RunState state)
    {
        await using var server = await ApiServer.StartAsync();
        await server.EndAsync("r", state, s_notSent);
        server.Engine.Forget("r");

        await AssertStandsAsync(server);
    }

    private static async Task AssertStandsAsync(ApiServer server)
    {
        Assert.Equal("r", (string?)(await server.GetAsync("/api/syncs/r/report")).Body["run"]);
        Assert.Equal("notSent", (string?)(await server.GetAsync("/api/syncs/r/results")).Body["status"]);
    }

    private static async Task AssertNotReadyAsync(ApiServer server)
    {
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
