using System.Net;
using MarketoSync.Api.Tests.Support;
using MarketoSync.Orchestration;
using MarketoSync.Records;
using MarketoSync.Runs;

namespace MarketoSync.Api.Tests.Syncs;

public sealed class StatusTests
{
    [Fact]
    public async Task A_run_under_way_tells_how_far_it_is_and_what_it_waits_for()
    {
        await using var server = await ApiServer.StartAsync();
        var run = await server.UploadAsync("{\"email\":\"a@example.com\"}\n{\"email\":\"b@example.com\"}\nbroken\n");
        var until = new DateTimeOffset(2026, 11, 23, 6, 0, 0, TimeSpan.Zero);
        server.Engine[run] = new RunActivity(RunPhase.Running, new RunProgress(
            2, new Dictionary<RecordStatus, long> { [RecordStatus.Created] = 1 }, 4, 0, 1, "Marketo's daily quota to reset", until));

        var (_, body) = await server.GetAsync($"/api/syncs/{run}");

        Assert.Equal("running", (string?)body["state"]);
        Assert.Equal("Marketo's daily quota to reset", (string?)body["waitingFor"]);
        Assert.Equal(until, (DateTimeOffset)body["waitingUntil"]!);
        Assert.Equal(
            """{"total":3,"settled":2,"records":{"created":1,"rejected":1},"calls":4,"inFlight":0,"waiting":1}""", body["progress"]!.ToJsonString());
        Assert.Equal(("leads", "createOrUpdate", "-"), ((string)body["target"]!, (string)body["action"]!, (string)body["source"]!));
    }

    [Fact]
    public async Task What_a_run_under_way_has_to_say_stands_among_its_warnings()
    {
        await using var server = await ApiServer.StartAsync();
        var run = await server.UploadAsync("{\"email\":\"a@example.com\"}\n");
        server.Engine[run] = new RunActivity(
            RunPhase.Running, new RunProgress(1, new Dictionary<RecordStatus, long>(), 1, 0, 0, null, null, "The quota is short."));

        var (_, body) = await server.GetAsync($"/api/syncs/{run}");

        Assert.Equal("The quota is short.", (string?)Assert.Single(body["warnings"]!.AsArray()));
    }

    [Theory]
    [InlineData(RunState.Completed, "completed")]
    [InlineData(RunState.Cancelled, "cancelled")]
    [InlineData(RunState.Stopped, "stopped")]
    public async Task A_run_at_rest_tells_by_its_report(RunState state, string word)
    {
        await using var server = await ApiServer.StartAsync();
        await server.EndAsync("r", state, new RecordResult(0, 1, "a", RecordStatus.Created, "1"), new RecordResult(1, 2, "b", RecordStatus.NotSent));

        var (_, body) = await server.GetAsync("/api/syncs/r");

        Assert.Equal(word, (string?)body["state"]);
        Assert.Equal(state == RunState.Completed ? null : "Marketo is out of reach.", (string?)body["stopReason"]);
        Assert.Equal("""{"total":2,"settled":1,"records":{"created":1,"notSent":1},"calls":2,"inFlight":0,"waiting":0}""", body["progress"]!.ToJsonString());
        Assert.NotNull(body["finishedAt"]);
    }

    [Fact]
    public async Task A_stopped_run_that_goes_on_is_running_whatever_its_report_says()
    {
        await using var server = await ApiServer.StartAsync();
        await server.EndAsync("r", RunState.Stopped, new RecordResult(0, 1, "a", RecordStatus.NotSent));
        server.Engine["r"] = new RunActivity(RunPhase.Running);

        var (_, body) = await server.GetAsync("/api/syncs/r");

        Assert.Equal("running", (string?)body["state"]);
        Assert.Null(body["stopReason"]);
    }

    [Fact]
    public async Task A_run_that_the_engine_could_not_go_on_with_says_why()
    {
        await using var server = await ApiServer.StartAsync();
        await server.DefineAsync("r");
        server.Engine["r"] = new RunActivity(RunPhase.Failed, Fault: "The disk is full.");

        var (_, body) = await server.GetAsync("/api/syncs/r");

        Assert.Equal(("failed", "The disk is full."), ((string)body["state"]!, (string)body["stopReason"]!));
    }

    [Fact]
    public async Task A_run_that_went_on_and_waits_for_a_step_that_fails_tells_that_and_not_why_it_stopped_before()
    {
        await using var server = await ApiServer.StartAsync();
        await server.EndAsync("r", RunState.Stopped, new RecordResult(0, 1, "a", RecordStatus.NotSent));
        server.Engine["r"] = new RunActivity(
            RunPhase.Stopped, new RunProgress(1, new Dictionary<RecordStatus, long>(), 3, 0, 1, null, null), "System.IO.IOException");

        var (_, body) = await server.GetAsync("/api/syncs/r");

        Assert.Equal(("stopped", "System.IO.IOException"), ((string)body["state"]!, (string)body["stopReason"]!));
        Assert.Equal(3, (int)body["progress"]!["calls"]!);
        Assert.Null(body["finishedAt"]);
    }

    [Fact]
    public async Task A_run_that_was_read_in_and_never_begun_is_told_apart()
    {
        await using var server = await ApiServer.StartAsync();
        await server.DefineAsync("r");

        Assert.Equal("notBegun", (string?)(await server.GetAsync("/api/syncs/r")).Body["state"]);
    }

    [Theory]
    [InlineData("other")]
    [InlineData("_shared")]
    [InlineData("..")]
    [InlineData("%2e%2e%2fother")]
    [InlineData("a%20b")]
    [InlineData("half")]
    public async Task A_run_that_is_not_there_is_not_found(string run)
    {
        await using var server = await ApiServer.StartAsync();
        await server.Store.Open("half").WriteAsync("rejected.ndjson", default, CancellationToken.None);

        foreach (var part in new[] { "", "/report", "/results" })
        {
            var (status, body) = await server.GetAsync($"/api/syncs/{run}{part}");
            Assert.Equal(HttpStatusCode.NotFound, status);
            Assert.Contains((string?)body["code"], new[] { "unknown-run", "unknown-path" });
        }
    }

    [Fact]
    public async Task Who_would_wait_is_answered_when_the_run_comes_to_rest()
    {
        await using var server = await ApiServer.StartAsync();
        var run = await server.UploadAsync("{\"email\":\"a@example.com\"}\n");
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/syncs/{run}");
        request.Headers.Add("Prefer", "respond-async, wait=30");

        var asking = server.Http.SendAsync(request);
        await server.Engine.Watched.Task;
        Assert.False(asking.IsCompleted);
        await server.EndAsync(run, RunState.Completed, new RecordResult(0, 1, "a", RecordStatus.Created, "1"));
        server.Engine.Rest.SetResult();

        using var response = await asking;
        Assert.Equal("wait", Assert.Single(response.Headers.GetValues("Preference-Applied")));
        Assert.Contains("\"completed\"", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_would_wait_waits_no_longer_than_that()
    {
        await using var server = await ApiServer.StartAsync();
        var run = await server.UploadAsync("{\"email\":\"a@example.com\"}\n");
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/syncs/{run}");
        request.Headers.Add("Prefer", "wait=30");

        var asking = server.Http.SendAsync(request);
        await server.Engine.Watched.Task;
        server.Time.Advance(TimeSpan.FromSeconds(30));

        using var response = await asking;
        Assert.Contains("\"running\"", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
