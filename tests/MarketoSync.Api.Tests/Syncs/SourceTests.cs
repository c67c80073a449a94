using System.Net;
using MarketoSync.Api.Tests.Support;
using MarketoSync.Records;
using MarketoSync.Runs;

namespace MarketoSync.Api.Tests.Syncs;

public sealed class SourceTests
{
    [Fact]
    public async Task A_file_of_the_inbox_is_read_in_with_the_options_beside_it_and_its_run_begun()
    {
        await using var server = await ApiServer.StartAsync();
        Put(server, "crm/people.csv", "externalId\na\nb\n");

        var (status, body) = await PostAsync(server, """{"source":"inbox/crm/people.csv","action":"createOnly","dedupeBy":"externalId","onQuota":"stop"}""");

        Assert.Equal(HttpStatusCode.Accepted, status);
        var definition = (await RunDefinitionFile.ReadAsync(server.Store.Open((string)body["id"]!), CancellationToken.None))!;
        Assert.Equal(("crm/people.csv", 2, "createOnly", "externalId", true), (definition.Source, definition.Stored, definition.Action, definition.LookupField, definition.StopOnQuota));
        Assert.True(Assert.Single(server.Engine.Started).IsFromInbox);
    }

    [Fact]
    public async Task How_many_records_may_be_refused_stands_beside_the_source()
    {
        await using var server = await ApiServer.StartAsync();
        Put(server, "people.csv", "email\na@example.com\n");

        var (_, body) = await PostAsync(server, """{"source":"inbox/people.csv","maxRefused":"2.5%"}""");

        Assert.Equal("2.5%", (await RunDefinitionFile.ReadAsync(server.Store.Open((string)body["id"]!), CancellationToken.None))!.MaxRefused);
        Assert.Equal(new Tolerance(2.5m, IsShare: true), Assert.Single(server.Engine.Started).Tolerance);
        ProblemAnswer.Is("inbox-busy", 409, await PostAsync(server, """{"source":"inbox/people.csv","maxRefused":500}"""));
        ProblemAnswer.Is("invalid-parameter", 400, await PostAsync(server, """{"source":"inbox/people.csv","maxRefused":"few"}"""));
    }

    [Fact]
    public async Task A_mapping_stands_beside_the_source()
    {
        await using var server = await ApiServer.StartAsync();
        Put(server, "people.csv", "E-Mail,x\na@example.com,1\n");
        const string Asked = """{"source":"inbox/people.csv","map":{"rename":{"E-Mail":"email"},"drop":["X"]}}""";

        var (status, body) = await PostAsync(server, Asked, "k");

        Assert.Equal(HttpStatusCode.Accepted, status);
        Assert.Contains("'X'", (string?)Assert.Single(body["warnings"]!.AsArray()), StringComparison.Ordinal);
        var folder = server.Store.Open((string)body["id"]!);
        Assert.Equal("{\"email\":\"a@example.com\",\"x\":\"1\"}\n", System.Text.Encoding.UTF8.GetString((await folder.ReadAsync(RunFiles.Records, CancellationToken.None))!.Value.Span));
        Assert.Equal(body.ToJsonString(), (await PostAsync(server, Asked, "k")).Body.ToJsonString());
        Assert.Equal(body.ToJsonString(), (await PostAsync(server, Asked)).Body.ToJsonString());
        ProblemAnswer.Is("idempotency-key-reused", 422, await PostAsync(server, """{"source":"inbox/people.csv"}""", "k"));
        ProblemAnswer.Is("inbox-busy", 409, await PostAsync(server, """{"source":"inbox/people.csv"}"""));
    }

    [Fact]
    public async Task Asking_again_for_the_same_file_gives_the_same_run()
    {
        await using var server = await ApiServer.StartAsync();
        Put(server, "people.csv", "email\na\n");

        var first = await PostAsync(server, """{"source":"inbox/people.csv"}""", "k");
        var again = await PostAsync(server, """{ "source": "inbox/people.csv" }""", "k");
        var keyless = await PostAsync(server, """{"source":"inbox/people.csv"}""");

        Assert.Equal((string?)first.Body["id"], (string?)again.Body["id"]);
        Assert.Equal((string?)first.Body["id"], (string?)keyless.Body["id"]);
        ProblemAnswer.Is("idempotency-key-reused", 422, await PostAsync(server, """{"source":"inbox/other.csv"}""", "k"));
        Assert.Single(server.Engine.Started);
    }

    [Theory]
    [InlineData("""{"source":"inbox/none.csv"}""", "unknown-source", 404, null)]
    [InlineData("""{"source":"inbox/../../etc/passwd","format":"csv"}""", "unknown-source", 404, null)]
    [InlineData("""{"source":"archive/people.csv"}""", "invalid-parameter", 400, "source")]
    [InlineData("""{"source":"inbox/people.csv","action":"upsert"}""", "invalid-parameter", 400, "action")]
    [InlineData("""{"source":"inbox/people.dat"}""", "invalid-parameter", 400, "format")]
    [InlineData("""{"source":"inbox/people.csv","lookupField":"email","dedupeBy":"crmId"}""", "invalid-parameter", 400, "dedupeBy")]
    [InlineData("""{"source":"inbox/people.csv","lookupField":"","dedupeBy":"crmId"}""", "invalid-parameter", 400, "dedupeBy")]
    [InlineData("""{"source":"inbox/people.csv","map":"email"}""", "invalid-parameter", 400, "map")]
    [InlineData("""{"source":"inbox/people.csv","map":{"rename":{"a":"b","a":"c"}}}""", "invalid-parameter", 400, "map")]
    [InlineData("""{"source":"inbox/people.csv","lookup":"email"}""", "invalid-input", 400, null)]
    [InlineData("""{"source":7}""", "invalid-input", 400, null)]
    [InlineData("""{"source":null}""", "invalid-input", 400, null)]
    [InlineData("""{"source":"inbox/broken.csv"}""", "invalid-input", 400, null)]
    public async Task What_does_not_fit_is_told(string body, string code, int status, string? parameter)
    {
        await using var server = await ApiServer.StartAsync();
        Put(server, "people.csv", "email\na\n");
        Put(server, "broken.csv", "email,email\na,b\n");

        var answer = await PostAsync(server, body);

        ProblemAnswer.Is(code, status, answer);
        Assert.Equal(parameter, (string?)answer.Body["parameter"]);
        Assert.Empty(server.Engine.Started);
    }

    [Fact]
    public async Task Who_mistypes_an_option_is_told_which_there_are()
    {
        await using var server = await ApiServer.StartAsync();

        var (_, body) = await PostAsync(server, """{"source":"inbox/people.csv","lookup":"email"}""");

        Assert.EndsWith("Known: target, action, lookupField, dedupeBy, partitionName, onQuota, mode, memberStatus, map, preflight, maxRefused, format.", (string?)body["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_stand_in_the_body_alone()
    {
        await using var server = await ApiServer.StartAsync();

        var answer = await server.PostAsync("/api/syncs?action=createOnly", ApiServer.Body("""{"source":"inbox/people.csv"}""", "application/json"));

        ProblemAnswer.Is("invalid-parameter", 400, answer);
    }

    [Fact]
    public async Task While_another_file_is_synced_that_is_said()
    {
        await using var server = await ApiServer.StartAsync();
        Put(server, "a.csv", "email\na\n");
        Put(server, "b.csv", "email\nb\n");
        var (_, first) = await PostAsync(server, """{"source":"inbox/a.csv"}""");

        var answer = await PostAsync(server, """{"source":"inbox/b.csv"}""");

        ProblemAnswer.Is("inbox-busy", 409, answer);
        Assert.Contains((string)first["id"]!, (string)answer.Body["detail"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_the_file_is_synced_with_other_options_that_is_said()
    {
        await using var server = await ApiServer.StartAsync();
        Put(server, "a.csv", "email\na\n");
        var (_, first) = await PostAsync(server, """{"source":"inbox/a.csv"}""");

        var answer = await PostAsync(server, """{"source":"inbox/a.csv","action":"createOnly"}""");

        ProblemAnswer.Is("inbox-busy", 409, answer);
        Assert.Contains((string)first["id"]!, (string)answer.Body["detail"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_requests_with_one_key_and_other_options_at_the_same_time_one_is_refused()
    {
        using var both = new Barrier(2);
        await using var server = await ApiServer.StartAsync(wrap: store => new WrappedStore(store, name =>
        {
            if (name.StartsWith("keys/", StringComparison.Ordinal)) both.SignalAndWait();
        }));
        Put(server, "a.csv", "email\na\n");
        Put(server, "b.csv", "email\nb\n");

        var answers = await Task.WhenAll(PostAsync(server, """{"source":"inbox/a.csv"}""", "k"), PostAsync(server, """{"source":"inbox/b.csv"}""", "k"));

        Assert.Equal([202, 422], answers.Select(answer => (int)answer.Status).Order());
        Assert.Single(server.Engine.Started);
    }

    [Fact]
    public async Task Nothing_begins_where_the_key_cannot_be_taken()
    {
        await using var server = await ApiServer.StartAsync(wrap: store => new WrappedStore(store, name =>
        {
            if (name.StartsWith("keys/", StringComparison.Ordinal)) throw new IOException("Cut off.");
        }));
        Put(server, "a.csv", "email\na\n");

        ProblemAnswer.Is("storage-unavailable", 503, await PostAsync(server, """{"source":"inbox/a.csv"}""", "k"));

        Assert.Empty(server.Engine.Started);
        Assert.Empty(server.Folders);
    }

    [Fact]
    public async Task A_run_that_the_first_request_did_not_come_to_begin_is_begun_by_its_repetition()
    {
        await using var server = await ApiServer.StartAsync();
        Put(server, "a.csv", "email\na\n");
        server.Engine.Starting = _ => throw new IOException("Cut off.");
        ProblemAnswer.Is("storage-unavailable", 503, await PostAsync(server, """{"source":"inbox/a.csv"}""", "k"));
        server.Engine.Starting = _ => { };

        ProblemAnswer.Is("idempotency-key-reused", 422, await PostAsync(server, """{"source":"inbox/a.csv","action":"createOnly"}""", "k"));
        var (status, body) = await PostAsync(server, """{"source":"inbox/a.csv"}""", "k");

        Assert.Equal(HttpStatusCode.Accepted, status);
        Assert.Equal((string?)body["id"], Assert.Single(server.Engine.Started).Run);
    }

    [Fact]
    public async Task A_repetition_after_the_run_is_over_and_its_file_filed_away_gives_that_run()
    {
        await using var server = await ApiServer.StartAsync();
        Put(server, "a.csv", "email\na\n");
        var run = (string)(await PostAsync(server, """{"source":"inbox/a.csv"}""", "k")).Body["id"]!;
        await server.EndOfUploadAsync(run, RecordStatus.Created);

        for (var time = 0; time < 2; time++)
        {
            var (status, body) = await PostAsync(server, """{"source":"inbox/a.csv"}""", "k");
            Assert.Equal((HttpStatusCode.Accepted, run), (status, (string?)body["id"]));
            Assert.False(File.Exists(Path.Combine(server.Inbox, "a.csv")));
        }

        Assert.Single(server.Engine.Started);
    }

    private static void Put(ApiServer server, string name, string content)
    {
        var path = Path.Combine(server.Inbox, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
    }

    private static Task<(HttpStatusCode Status, System.Text.Json.Nodes.JsonNode Body)> PostAsync(ApiServer server, string body, string? key = null) =>
        server.PostAsync("/api/syncs", ApiServer.Body(body, "application/json"), key);
}
