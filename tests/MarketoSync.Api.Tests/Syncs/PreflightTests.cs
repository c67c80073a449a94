using System.Net;
using MarketoSync.Api.Tests.Support;
using MarketoSync.Records;
using MarketoSync.Runs;

namespace MarketoSync.Api.Tests.Syncs;

public sealed class PreflightTests
{
    private const string Odd = "{\"email\":\"a@example.com\"}\n{\"email\":\"b@example.com\",\"odd\":1}\n";

    [Theory]
    [InlineData("", 2, 0, 1)]
    [InlineData("?preflight=warn", 2, 0, 1)]
    [InlineData("?preflight=reject", 1, 1, 0)]
    [InlineData("?preflight=off", 2, 0, 0)]
    public async Task Records_are_checked_as_was_asked_for_and_the_answer_tells(string query, int stored, int rejected, int warnings)
    {
        await using var server = await ApiServer.StartAsync();

        var (_, body) = await server.PostAsync("/api/syncs" + query, ApiServer.Body(Odd, "application/x-ndjson"));

        var run = (await RunDefinitionFile.ReadAsync(server.Store.Open((string)body["id"]!), CancellationToken.None))!;
        Assert.Equal((stored, rejected), (run.Stored, run.Rejected));
        Assert.Equal(warnings, body["warnings"]?.AsArray().Count ?? 0);
    }

    [Fact]
    public async Task A_file_of_the_inbox_is_checked_as_is_said_beside_its_name()
    {
        await using var server = await ApiServer.StartAsync();
        await server.PutAsync("a.ndjson", Odd);

        var (_, body) = await server.PostAsync("/api/syncs", ApiServer.Body("""{"source":"inbox/a.ndjson","preflight":"reject"}""", "application/json"));

        Assert.Equal(1, (await RunDefinitionFile.ReadAsync(server.Store.Open((string)body["id"]!), CancellationToken.None))!.Rejected);
    }

    [Fact]
    public async Task The_same_key_with_another_way_to_check_is_another_request()
    {
        await using var server = await ApiServer.StartAsync();
        var run = await server.UploadAsync(Odd, "?preflight=reject", key: "k");

        Assert.Equal(run, await server.UploadAsync(Odd, "?preflight=reject", key: "k"));
        ProblemAnswer.Is("idempotency-key-reused", 422, await server.PostAsync("/api/syncs", ApiServer.Body(Odd, "application/x-ndjson"), "k"));
        ProblemAnswer.Is("idempotency-key-reused", 422, await server.PostAsync("/api/syncs?preflight=off", ApiServer.Body(Odd, "application/x-ndjson"), "k"));
    }

    [Fact]
    public async Task To_say_what_goes_without_saying_is_the_same_request()
    {
        await using var server = await ApiServer.StartAsync();
        var run = await server.UploadAsync(Odd, key: "k");

        Assert.Equal(run, await server.UploadAsync(Odd, "?preflight=warn", key: "k"));
    }

    [Fact]
    public async Task Without_a_description_nothing_begins_that_needs_one()
    {
        await using var server = await ApiServer.StartAsync();
        await server.PutAsync("a.ndjson", Odd);
        server.Schemas.Refusal = "603";

        var upload = await server.PostAsync("/api/syncs?preflight=reject", ApiServer.Body(Odd, "application/x-ndjson"), "k");
        ProblemAnswer.Is("not-described", 503, upload);
        Assert.Equal("preflight", (string?)upload.Body["parameter"]);
        var car = await server.PostAsync("/api/syncs?target=customobjects/car_c", ApiServer.Body("{\"vin\":\"1\"}", "application/x-ndjson"));
        ProblemAnswer.Is("not-described", 503, car);
        Assert.Equal("dedupeBy", (string?)car.Body["parameter"]);
        ProblemAnswer.Is("not-described", 503, await server.PostAsync("/api/syncs", ApiServer.Body("""{"source":"inbox/a.ndjson","preflight":"reject"}""", "application/json")));
        Assert.Empty(server.Engine.Started);
        Assert.Empty(server.Folders);

        // The key is free, and what needs no description begins.
        await server.UploadAsync(Odd, "?preflight=warn", key: "k");
        await server.UploadAsync("{\"vin\":\"1\"}", "?target=customobjects/car_c&dedupeBy=vin");
    }

    [Fact]
    public async Task Fields_that_do_not_tell_the_object_apart_are_refused_with_those_that_do()
    {
        await using var server = await ApiServer.StartAsync();
        await server.PutAsync("a.ndjson", "{\"vin\":\"1\"}");

        var upload = await server.PostAsync("/api/syncs?target=customobjects/car_c&dedupeBy=x", ApiServer.Body("{\"vin\":\"1\"}", "application/x-ndjson"), "k");
        var source = await server.PostAsync(
            "/api/syncs", ApiServer.Body("""{"source":"inbox/a.ndjson","target":"customobjects/car_c","dedupeBy":"x"}""", "application/json"));

        foreach (var answer in new[] { upload, source })
        {
            ProblemAnswer.Is("invalid-parameter", 400, answer);
            Assert.Equal("dedupeBy", (string?)answer.Body["parameter"]);
            Assert.Equal(
                "x cannot be used: by Marketo's description customobjects/car_c are told apart by vin. Give dedupeBy=vin, or leave it out. Nothing was sent.",
                (string?)answer.Body["detail"]);
        }

        Assert.Empty(server.Engine.Started);
        Assert.Empty(server.Folders);
        await server.UploadAsync("{\"vin\":\"1\"}", "?target=customobjects/car_c&dedupeBy=vin", key: "k");
    }

    [Fact]
    public async Task A_retry_checks_as_its_run_did()
    {
        await using var server = await ApiServer.StartAsync();
        var run = await server.UploadAsync(Odd, "?preflight=reject");
        await server.EndOfUploadAsync(run, RecordStatus.Created, RecordStatus.Rejected);

        var (status, body) = await server.PostAsync($"/api/syncs/{run}/retry");

        Assert.Equal(HttpStatusCode.Accepted, status);
        Assert.Equal(1, (await RunDefinitionFile.ReadAsync(server.Store.Open((string)body["id"]!), CancellationToken.None))!.Rejected);
        server.Schemas.Refusal = "608";
        ProblemAnswer.Is("not-described", 503, await server.PostAsync($"/api/syncs/{run}/retry"));
    }

    [Fact]
    public async Task Posted_custom_objects_need_not_be_told_what_tells_them_apart()
    {
        await using var server = await ApiServer.StartAsync();

        Assert.Equal(HttpStatusCode.Accepted, (await server.PostAsync("/api/records/customobjects/car_c", ApiServer.Body("{\"vin\":\"1\"}", "application/json"))).Status);
        var run = Assert.Single(await server.Drain.DrainAsync(CancellationToken.None));

        Assert.Equal(["vin"], (await RunDefinitionFile.ReadAsync(server.Store.Open(run), CancellationToken.None))!.Keys());
    }

    [Fact]
    public async Task Left_to_us_how_they_go_records_are_cut_to_what_the_chosen_way_holds()
    {
        await using var server = await ApiServer.StartAsync();

        await server.UploadAsync(Odd, "?mode=auto");

        Assert.Equal(300, Assert.Single(server.Engine.Started).Limits.MaxRecords);
    }
}
