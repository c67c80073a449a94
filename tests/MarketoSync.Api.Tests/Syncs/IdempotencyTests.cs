using System.Net;
using System.Text.Json.Nodes;
using MarketoSync.Api.Tests.Support;
using MarketoSync.Records;

namespace MarketoSync.Api.Tests.Syncs;

public sealed class IdempotencyTests
{
    private const string One = "{\"email\":\"a@example.com\"}\n";
    private const string Other = "{\"email\":\"b@example.com\"}\n";

    [Fact]
    public async Task The_same_request_gives_the_same_run_and_stores_nothing_more()
    {
        await using var server = await ApiServer.StartAsync();

        var first = await server.PostAsync("/api/syncs?target=leads", ApiServer.Body(One, "application/x-ndjson"), "k");
        var again = await server.PostAsync("/api/syncs?action=createOrUpdate", ApiServer.Body(One, "application/x-ndjson"), "k");

        Assert.Equal(HttpStatusCode.Accepted, again.Status);
        Assert.Equal(first.Body.ToJsonString(), again.Body.ToJsonString());
        Assert.Single(server.Folders);
        Assert.Single(server.Engine.Started);
    }

    [Theory]
    [InlineData(Other, "", "application/x-ndjson")]
    [InlineData(One, "?action=createOnly", "application/x-ndjson")]
    [InlineData(One, "?lookupField=name", "application/x-ndjson")]
    [InlineData(One, "?onQuota=stop", "application/x-ndjson")]
    [InlineData(One, "?maxRefused=5%25", "application/x-ndjson")]
    [InlineData(One, "?mode=bulk", "application/x-ndjson")]
    [InlineData(One, "?partitionName=East", "application/x-ndjson")]
    [InlineData(One, "?map=%7B%22drop%22%3A%5B%22a%22%5D%7D", "application/x-ndjson")]
    [InlineData(One, "", "text/csv")]
    public async Task The_same_key_for_another_request_is_refused(string body, string query, string type)
    {
        await using var server = await ApiServer.StartAsync();
        await server.UploadAsync(One, key: "k");

        ProblemAnswer.Is("idempotency-key-reused", 422, await server.PostAsync("/api/syncs" + query, ApiServer.Body(body, type), "k"));
        Assert.Single(server.Folders);
    }

    [Theory]
    [InlineData("", "sync leads createOrUpdate email Ndjson False")]
    [InlineData("?dedupeBy=crmId&partitionName=East&onQuota=stop", "sync leads createOrUpdate crmId Ndjson True East")]
    [InlineData("?target=customobjects/car_c&lookupField=vin", "sync customobjects/car_c createOrUpdate vin Ndjson False")]
    [InlineData("?target=companies&action=delete&dedupeBy=idField&mode=auto&maxRefused=5%25", "sync companies delete idField Ndjson False mode auto maxRefused 5%")]
    [InlineData("?target=lists/7", "sync lists/7 add  Ndjson False")]
    public async Task What_was_asked_for_is_kept_in_the_words_that_earlier_versions_kept_it_in(string query, string words)
    {
        await using var server = await ApiServer.StartAsync();

        await server.UploadAsync(One, query, key: "k");

        var name = Assert.Single(await server.Store.Shared.ListAsync("keys/", CancellationToken.None).ToListAsync());
        var kept = JsonNode.Parse((await server.Store.Shared.ReadAsync(name, CancellationToken.None))!.Value.Span)!;
        Assert.Equal(words, (string?)kept["options"]);
    }

    [Theory]
    [InlineData("""{"constants":{"b":1},"drop":["a"]}""", true)]
    [InlineData("""{"drop":["a"],"constants":{"b":2}}""", false)]
    [InlineData("{}", false)]
    public async Task A_mapping_is_compared_by_what_it_does(string map, bool isSame)
    {
        await using var server = await ApiServer.StartAsync();
        var run = await server.UploadAsync(One, "?map=" + Uri.EscapeDataString("""{"drop":["a"], "constants":{"b":1}}"""), key: "k");

        var answer = await server.PostAsync("/api/syncs?map=" + Uri.EscapeDataString(map), ApiServer.Body(One, "application/x-ndjson"), "k");

        if (isSame) Assert.Equal(run, (string?)answer.Body["id"]);
        else ProblemAnswer.Is("idempotency-key-reused", 422, answer);
    }

    [Fact]
    public async Task Another_key_or_none_begins_another_run()
    {
        await using var server = await ApiServer.StartAsync();

        string[] runs = [await server.UploadAsync(One, key: "k"), await server.UploadAsync(One, key: "K"), await server.UploadAsync(One), await server.UploadAsync(One)];

        Assert.Equal(4, runs.Distinct().Count());
    }

    [Fact]
    public async Task A_key_is_forgotten_once_it_is_older_than_it_is_kept_and_no_sooner()
    {
        await using var server = await ApiServer.StartAsync();
        var run = await server.UploadAsync(One, key: "k");

        await server.AgeKeysAsync(TimeSpan.FromDays(7) - TimeSpan.FromMinutes(1));
        Assert.Equal(run, await server.UploadAsync(One, key: "k"));

        await server.AgeKeysAsync(TimeSpan.FromDays(7) + TimeSpan.FromMinutes(1));
        Assert.NotEqual(run, await server.UploadAsync(One, key: "k"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("clé")]
    [InlineData("256")]
    public async Task A_key_that_cannot_be_used_is_told(string key)
    {
        await using var server = await ApiServer.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/syncs") { Content = ApiServer.Body(One, "application/x-ndjson") };
        request.Headers.TryAddWithoutValidation("Idempotency-Key", key == "256" ? new string('k', 256) : key);
        using var handler = new SocketsHttpHandler { RequestHeaderEncodingSelector = (_, _) => System.Text.Encoding.UTF8 };
        using var http = new HttpClient(handler) { BaseAddress = server.Http.BaseAddress };

        using var response = await http.SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Empty(server.Folders);
    }

    [Fact]
    public async Task A_key_may_hold_what_no_file_name_may()
    {
        await using var server = await ApiServer.StartAsync();

        Assert.Equal(await server.UploadAsync(One, key: "../../ \"k\" : * ?"), await server.UploadAsync(One, key: "../../ \"k\" : * ?"));
    }

    [Fact]
    public async Task Of_two_at_the_same_time_one_wins_and_the_other_answers_with_the_winner_and_leaves_nothing()
    {
        var both = new Barrier(2);
        await using var server = await ApiServer.StartAsync(wrap: store => new WrappedStore(store, _ => both.SignalAndWait()));

        var runs = await Task.WhenAll(server.UploadAsync(One, key: "k"), server.UploadAsync(One, key: "k"));

        Assert.Equal(runs[0], runs[1]);
        Assert.Equal(runs[0], Assert.Single(server.Folders));
        Assert.Single(server.Engine.Started);
        both.Dispose();
    }

    [Fact]
    public async Task Of_two_different_ones_at_the_same_time_the_loser_is_refused_and_leaves_nothing()
    {
        var both = new Barrier(2);
        await using var server = await ApiServer.StartAsync(wrap: store => new WrappedStore(store, _ => both.SignalAndWait()));

        var answers = await Task.WhenAll(
            server.PostAsync("/api/syncs", ApiServer.Body(One, "application/x-ndjson"), "k"),
            server.PostAsync("/api/syncs", ApiServer.Body(Other, "application/x-ndjson"), "k"));

        Assert.Equal([202, 422], answers.Select(answer => (int)answer.Status).Order());
        Assert.Single(server.Folders);
        Assert.Single(server.Engine.Started);
        both.Dispose();
    }

    [Fact]
    public async Task An_upload_that_failed_takes_no_key()
    {
        await using var server = await ApiServer.StartAsync();
        ProblemAnswer.Is("invalid-input", 400, await server.PostAsync("/api/syncs", ApiServer.Body("[", "application/json"), "k"));

        await server.UploadAsync(One, key: "k");
    }

    [Fact]
    public async Task A_run_that_the_first_request_did_not_come_to_begin_is_begun_by_its_repetition()
    {
        await using var server = await ApiServer.StartAsync();
        server.Engine.Starting = _ => throw new IOException("Cut off.");
        ProblemAnswer.Is("storage-unavailable", 503, await server.PostAsync("/api/syncs", ApiServer.Body(One, "application/x-ndjson"), "k"));
        var left = Assert.Single(server.Folders);
        server.Engine.Starting = _ => { };

        Assert.Equal(left, await server.UploadAsync(One, key: "k"));
        Assert.Equal(left, Assert.Single(server.Engine.Started).Run);
    }

    [Fact]
    public async Task A_run_whose_request_was_cut_off_before_its_key_was_taken_never_begins_by_itself()
    {
        await using var server = await ApiServer.StartAsync(wrap: store => new WrappedStore(store, _ => throw new IOException("Cut off.")));

        ProblemAnswer.Is("storage-unavailable", 503, await server.PostAsync("/api/syncs", ApiServer.Body(One, "application/x-ndjson"), "k"));

        Assert.Empty(server.Engine.Started);
        Assert.Empty(server.Folders);
    }

    [Fact]
    public async Task A_retry_with_the_same_key_gives_the_same_run()
    {
        await using var server = await ApiServer.StartAsync();
        var run = await server.UploadAsync("{\"email\":\"a@example.com\"}\nbroken\n");
        await server.EndOfUploadAsync(run, RecordStatus.Created, RecordStatus.Rejected);

        var first = await server.PostAsync($"/api/syncs/{run}/retry", key: "k");
        var again = await server.PostAsync($"/api/syncs/{run}/retry?only=rejected,failed,unknown,notSent,skipped", key: "k");

        Assert.Equal(HttpStatusCode.Accepted, first.Status);
        Assert.Equal((string?)first.Body["id"], (string?)again.Body["id"]);
        ProblemAnswer.Is("idempotency-key-reused", 422, await server.PostAsync($"/api/syncs/{run}/retry?only=rejected", key: "k"));
        ProblemAnswer.Is("idempotency-key-reused", 422, await server.PostAsync("/api/syncs", ApiServer.Body(One, "application/x-ndjson"), "k"));
    }
}
