using System.Net;
using MarketoSync.Api.Tests.Support;
using MarketoSync.Records;
using MarketoSync.Runs;

namespace MarketoSync.Api.Tests.Syncs;

public sealed class ControlTests
{
    private static readonly RecordResult s_notSent = new(0, 1, "a", RecordStatus.NotSent);

    [Fact]
    public async Task Cancel_reaches_a_run_that_is_under_way_or_stopped()
    {
        await using var server = await ApiServer.StartAsync();
        var run = await server.UploadAsync("{\"email\":\"a@example.com\"}\n");
        await server.EndAsync("stopped", RunState.Stopped, s_notSent);

        Assert.Equal(HttpStatusCode.Accepted, (await server.PostAsync($"/api/syncs/{run}/cancel")).Status);
        Assert.Equal(HttpStatusCode.Accepted, (await server.PostAsync("/api/syncs/stopped/cancel")).Status);

        Assert.Equal([(run, "cancel"), ("stopped", "cancel")], server.Engine.Raised);
    }

    [Fact]
    public async Task Cancel_of_a_run_that_is_over_is_a_conflict()
    {
        await using var server = await ApiServer.StartAsync();
        await server.EndAsync("r", RunState.Completed);

        ProblemAnswer.Is("run-not-running", 409, await server.PostAsync("/api/syncs/r/cancel"));
        ProblemAnswer.Is("unknown-run", 404, await server.PostAsync("/api/syncs/other/cancel"));
    }

    [Fact]
    public async Task Resume_continues_what_stopped_or_failed_and_begins_what_never_began()
    {
        await using var server = await ApiServer.StartAsync();
        await server.EndAsync("stopped", RunState.Stopped, s_notSent);
        await server.DefineAsync("failed");
        server.Engine["failed"] = new RunActivity(RunPhase.Failed, Fault: "The disk is full.");
        await server.DefineAsync("unbegun");

        foreach (var run in new[] { "stopped", "failed", "unbegun" })
            Assert.Equal(HttpStatusCode.Accepted, (await server.PostAsync($"/api/syncs/{run}/resume")).Status);

        Assert.Equal([("stopped", "resume"), ("failed", "resume")], server.Engine.Raised);
        Assert.Equal("unbegun", Assert.Single(server.Engine.Started).Run);
    }

    [Theory]
    [InlineData(3, 3)]
    [InlineData(100, 25)]
    public async Task Resume_is_answered_when_the_run_is_seen_to_go_on_or_after_five_seconds(int hearsAt, int looks)
    {
        await using var server = await ApiServer.StartAsync();
        await server.EndAsync("r", RunState.Stopped, s_notSent);
        server.Engine.HearsLate = true;
        var looked = 0;
        server.Engine.Asked = _ =>
        {
            if (server.Engine.Raised.IsEmpty) return;
            if (++looked == hearsAt) server.Engine["r"] = new RunActivity(RunPhase.Running);
            else server.Time.Advance(TimeSpan.FromMilliseconds(200));
        };

        Assert.Equal(HttpStatusCode.Accepted, (await server.PostAsync("/api/syncs/r/resume")).Status);

        Assert.Equal(looks, looked);
    }

    [Fact]
    public async Task Resume_of_a_run_that_runs_is_over_or_is_for_another_subscription_is_a_conflict()
    {
        await using var server = await ApiServer.StartAsync();
        var run = await server.UploadAsync("{\"email\":\"a@example.com\"}\n");
        await server.EndAsync("over", RunState.Completed);
        await server.DefineAsync("foreign", subscription: "other.mktorest.com");

        ProblemAnswer.Is("run-not-stopped", 409, await server.PostAsync($"/api/syncs/{run}/resume"));
        ProblemAnswer.Is("run-not-stopped", 409, await server.PostAsync("/api/syncs/over/resume"));
        ProblemAnswer.Is("other-subscription", 409, await server.PostAsync("/api/syncs/foreign/resume"));
        Assert.Empty(server.Engine.Raised);
    }

    [Fact]
    public async Task A_run_that_broke_down_for_good_is_over_once_it_is_cancelled_and_can_be_retried()
    {
        await using var server = await ApiServer.StartAsync();
        var run = await server.UploadAsync("{\"email\":\"a@example.com\"}\n");
        server.Engine[run] = new RunActivity(RunPhase.Failed, Fault: "System.IO.IOException", CanResume: false);
        Assert.Equal("failed", (string?)(await server.GetAsync($"/api/syncs/{run}")).Body["state"]);
        ProblemAnswer.Is("run-not-stopped", 409, await server.PostAsync($"/api/syncs/{run}/resume"));
        ProblemAnswer.Is("run-not-over", 409, await server.PostAsync($"/api/syncs/{run}/retry"));

        Assert.Equal(HttpStatusCode.Accepted, (await server.PostAsync($"/api/syncs/{run}/cancel")).Status);

        var status = (await server.GetAsync($"/api/syncs/{run}")).Body;
        Assert.Equal(("cancelled", "The engine broke down (System.IO.IOException)."), ((string)status["state"]!, (string)status["stopReason"]!));
        ProblemAnswer.Is("run-not-running", 409, await server.PostAsync($"/api/syncs/{run}/cancel"));
        Assert.Equal(HttpStatusCode.Accepted, (await server.PostAsync($"/api/syncs/{run}/retry")).Status);
    }

    [Fact]
    public async Task A_run_that_failed_after_its_last_report_and_can_be_continued_has_failed()
    {
        await using var server = await ApiServer.StartAsync();
        await server.EndAsync("r", RunState.Completed);
        server.Engine["r"] = new RunActivity(RunPhase.Failed, Fault: "The disk is full.");

        Assert.Equal("failed", (string?)(await server.GetAsync("/api/syncs/r")).Body["state"]);
        Assert.Equal(HttpStatusCode.Accepted, (await server.PostAsync("/api/syncs/r/resume")).Status);
    }

    [Theory]
    [InlineData("queue", null)]
    [InlineData("people.csv", "7")]
    public async Task Resume_does_not_begin_what_the_rounds_begin(string source, string? version)
    {
        await using var server = await ApiServer.StartAsync();
        await server.DefineAsync("r");
        var definition = (await RunDefinitionFile.ReadAsync(server.Store.Open("r"), CancellationToken.None))!;
        await RunDefinitionFile.WriteAsync(server.Store.Open("r"), definition with { Source = source, InboxVersion = version }, CancellationToken.None);

        ProblemAnswer.Is("run-not-stopped", 409, await server.PostAsync("/api/syncs/r/resume"));
        Assert.Empty(server.Engine.Started);
    }

    [Fact]
    public async Task A_retry_has_no_limit_of_refused_records_for_all_of_them_were_refused_once()
    {
        await using var server = await ApiServer.StartAsync();
        var run = await server.UploadAsync("{\"email\":\"a@example.com\"}\n", "?maxRefused=5%25");
        await server.EndOfUploadAsync(run, RecordStatus.Skipped);

        Assert.Equal(HttpStatusCode.Accepted, (await server.PostAsync($"/api/syncs/{run}/retry")).Status);

        Assert.Equal([new Tolerance(5, IsShare: true), null], server.Engine.Started.Select(started => started.Tolerance));
    }

    [Fact]
    public async Task Retry_begins_a_run_of_what_did_not_get_in()
    {
        await using var server = await ApiServer.StartAsync();
        var run = await server.UploadAsync("{\"email\":\"a@example.com\"}\n{\"email\":\"b@example.com\"}\n{\"email\":\"c@example.com\"}\n", "?lookupField=email");
        await server.EndOfUploadAsync(run, RecordStatus.Created, RecordStatus.Failed, RecordStatus.Skipped);

        var all = await server.PostAsync($"/api/syncs/{run}/retry");
        var failed = await server.PostAsync($"/api/syncs/{run}/retry?only=failed");

        Assert.Equal((2, 1), (await StoredAsync(server, all.Body), await StoredAsync(server, failed.Body)));
        Assert.Equal(run, (string?)(await server.GetAsync($"/api/syncs/{(string)all.Body["id"]!}")).Body["retryOf"]);
        ProblemAnswer.Is("nothing-to-retry", 409, await server.PostAsync($"/api/syncs/{run}/retry?only=unknown"));
        ProblemAnswer.Is("invalid-parameter", 400, await server.PostAsync($"/api/syncs/{run}/retry?only=lost"));
        Assert.Equal(3, server.Folders.Count());
    }

    [Fact]
    public async Task Retry_of_a_run_that_can_still_be_continued_is_a_conflict()
    {
        await using var server = await ApiServer.StartAsync();
        await server.EndAsync("stopped", RunState.Stopped, s_notSent);
        await server.DefineAsync("unbegun");

        ProblemAnswer.Is("run-not-over", 409, await server.PostAsync("/api/syncs/stopped/retry"));
        ProblemAnswer.Is("run-not-over", 409, await server.PostAsync("/api/syncs/unbegun/retry"));
    }

    private static async Task<long> StoredAsync(ApiServer server, System.Text.Json.Nodes.JsonNode accepted) =>
        (await RunDefinitionFile.ReadAsync(server.Store.Open((string)accepted["id"]!), CancellationToken.None))!.Stored;
}
