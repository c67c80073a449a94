using System.Net;
using System.Security.Cryptography;
using System.Text;
using MarketoSync.Api.Tests.Support;
using MarketoSync.Queueing;
using MarketoSync.Runs;

namespace MarketoSync.Api.Tests.Records;

public sealed class RecordsTests
{
    private const string Key = "a-key-that-is-long-enough";
    private const string Secret = "a-webhook-secret-that-is-long";
    private const string One = """{"email":"a@example.com"}""";

    [Theory]
    [InlineData(One, 1)]
    [InlineData("""[{"email":"a@example.com"},{"email":"b@example.com"}]""", 2)]
    [InlineData("""{"records":[{"email":"a@example.com"}]}""", 1)]
    public async Task Records_are_queued_and_go_into_a_run_of_what_was_asked(string body, int records)
    {
        await using var server = await ApiServer.StartAsync();

        var (status, answer) = await server.PostAsync("/api/records/leads?action=createOnly&lookupField=email", ApiServer.Body(body, "application/json"));

        Assert.Equal(HttpStatusCode.Accepted, status);
        Assert.Equal($$"""{"status":"queued","records":{{records}}}""", answer.ToJsonString());
        Assert.Empty(server.Folders);
        var run = Assert.Single(await server.Drain.DrainAsync(CancellationToken.None));
        var definition = (await RunDefinitionFile.ReadAsync(server.Store.Open(run), CancellationToken.None))!;
        Assert.Equal((records, "createOnly", "queue"), (definition.Stored, definition.Action, definition.Source));
    }

    [Theory]
    [InlineData("customobjects/car_c?dedupeBy=vin", "customobjects/car_c", "createOrUpdate")]
    [InlineData("opportunities/roles?action=delete", "opportunities/roles", "delete")]
    [InlineData("programs/2001/members?memberStatus=Invited", "programs/2001/members", "createOrUpdate")]
    [InlineData("lists/1001", "lists/1001", "add")]
    public async Task A_targets_name_may_hold_slashes(string path, string target, string action)
    {
        await using var server = await ApiServer.StartAsync();
        Assert.Equal(HttpStatusCode.Accepted, (await server.PostAsync("/api/records/" + path, ApiServer.Body(One, "application/json"))).Status);
        var run = Assert.Single(await server.Drain.DrainAsync(CancellationToken.None));
        var definition = (await RunDefinitionFile.ReadAsync(server.Store.Open(run), CancellationToken.None))!;
        Assert.Equal((target, action), (definition.Target, definition.Action));
    }

    [Theory]
    [InlineData("leads", "not json", "invalid-input")]
    [InlineData("leads", "", "invalid-input")]
    [InlineData("leads", "[]", "invalid-input")]
    [InlineData("cars", One, "invalid-parameter")]
    [InlineData("leads?action=upsert", One, "invalid-parameter")]
    [InlineData("leads?lookupField=email&dedupeBy=crmId", One, "invalid-parameter")]
    [InlineData("leads?lookupField=%20&dedupeBy=crmId", One, "invalid-parameter")]
    [InlineData("leads?onQuota=stop", One, "unknown-parameter")]
    public async Task What_does_not_fit_is_told_and_not_queued(string target, string body, string code)
    {
        await using var server = await ApiServer.StartAsync();

        ProblemAnswer.Is(code, 400, await server.PostAsync("/api/records/" + target, ApiServer.Body(body, "application/json")));

        Assert.Equal(new QueueCounts(0, 0), await server.Queue.CountAsync(CancellationToken.None));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_that_is_too_large_for_a_webhook_is_told_where_to_go(bool isLengthKnown)
    {
        await using var server = await ApiServer.StartAsync();
        var body = Encoding.UTF8.GetBytes($$"""{"email":"{{new string('x', RecordPost.MostBytes)}}"}""");
        using HttpContent content = isLengthKnown ? new ByteArrayContent(body) : new PushedContent(stream => stream.WriteAsync(body).AsTask());

        var answer = await server.PostAsync("/api/records/leads", content);

        ProblemAnswer.Is("invalid-input", 400, answer);
        Assert.Contains("Sync more than that as a file", (string)answer.Body["detail"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_of_just_what_is_taken_is_taken()
    {
        await using var server = await ApiServer.StartAsync();
        var body = Encoding.UTF8.GetBytes($$"""{"email":"{{new string('x', RecordPost.MostBytes - 12)}}"}""");
        Assert.Equal(RecordPost.MostBytes, body.Length);

        Assert.Equal(HttpStatusCode.Accepted, (await server.PostAsync("/api/records/leads", new PushedContent(stream => stream.WriteAsync(body).AsTask()))).Status);
    }

    [Theory]
    [InlineData(Secret, One, null, 202)]
    [InlineData(Secret, "{}", null, 401)]
    [InlineData("another-secret-that-is-long", One, null, 401)]
    [InlineData(null, One, null, 401)]
    [InlineData(null, One, Key, 202)]
    [InlineData("another-secret-that-is-long", One, Key, 202)]
    [InlineData(null, One, "another-key-of-that-length", 401)]
    public async Task Who_posts_has_the_key_or_signs_the_body(string? secret, string signed, string? key, int status)
    {
        await using var server = await ApiServer.StartAsync(ApiServer.Settings(Key, Secret));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/records/leads") { Content = ApiServer.Body(One, "application/json") };
        if (key is not null) request.Headers.Add("x-functions-key", key);
        if (secret is not null)
            request.Headers.Add("X-Signature-256", "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(signed))));

        Assert.Equal(status, (int)(await server.SendAsync(request)).Status);
    }

    [Fact]
    public async Task A_signature_opens_nothing_but_records()
    {
        await using var server = await ApiServer.StartAsync(ApiServer.Settings(Key, Secret));
        foreach (var path in new[] { "/api/syncs", "/api/syncs/r/cancel", "/api/queue/put-back" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = ApiServer.Body(One, "application/json") };
            request.Headers.Add("X-Signature-256", "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(One))));
            ProblemAnswer.Is("key-required", 401, await server.SendAsync(request));
        }
    }

    [Fact]
    public async Task What_was_set_aside_is_counted_and_put_back()
    {
        await using var server = await ApiServer.StartAsync();
        await server.PostAsync("/api/records/leads", ApiServer.Body(One, "application/json"));
        await server.Queue.EnqueueAsync("not ours"u8.ToArray(), CancellationToken.None);
        Assert.Equal("""{"waiting":2,"setAside":0}""", (await server.GetAsync("/api/queue")).Body.ToJsonString());
        await server.Drain.DrainAsync(CancellationToken.None);

        Assert.Equal("""{"waiting":0,"setAside":1}""", (await server.GetAsync("/api/queue")).Body.ToJsonString());
        Assert.Equal("""{"putBack":1}""", (await server.PostAsync("/api/queue/put-back")).Body.ToJsonString());
        Assert.Equal("""{"waiting":1,"setAside":0}""", (await server.GetAsync("/api/queue")).Body.ToJsonString());
    }
}
