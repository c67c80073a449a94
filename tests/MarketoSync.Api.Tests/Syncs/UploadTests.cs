using System.Net;
using System.Text;
using MarketoSync.Api.Tests.Support;
using MarketoSync.Runs;

namespace MarketoSync.Api.Tests.Syncs;

public sealed class UploadTests
{
    private const string Two = "{\"email\":\"a@example.com\"}\n{\"email\":\"b@example.com\"}\n";

    [Theory]
    [InlineData("application/x-ndjson", Two)]
    [InlineData("application/x-ndjson; charset=utf-8", Two)]
    [InlineData("text/csv", "email\na@example.com\nb@example.com\n")]
    [InlineData("application/json", """[{"email":"a@example.com"},{"email":"b@example.com"}]""")]
    [InlineData("application/json", """{"records":[{"email":"a@example.com"},{"email":"b@example.com"}]}""")]
    [InlineData("application/json", """{"source":"crm","records":[{"email":"a@example.com"},{"email":"b@example.com"}]}""")]
    public async Task Records_of_each_type_are_stored_and_their_run_is_begun(string type, string content)
    {
        await using var server = await ApiServer.StartAsync();

        var body = new ByteArrayContent(Encoding.UTF8.GetBytes(content));
        body.Headers.TryAddWithoutValidation("Content-Type", type);
        using var response = await server.Http.PostAsync(new Uri("/api/syncs", UriKind.Relative), body);

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        var answer = System.Text.Json.Nodes.JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        var run = (string)answer["id"]!;
        Assert.Equal($"{server.Url}/api/syncs/{run}", (string?)answer["statusQueryGetUri"]);
        Assert.Equal($"{server.Url}/api/syncs/{run}/report", (string?)answer["reportUri"]);
        Assert.Equal($"{server.Url}/api/syncs/{run}/cancel", (string?)answer["cancelPostUri"]);
        Assert.Equal((string?)answer["statusQueryGetUri"], response.Headers.Location!.ToString());
        Assert.Equal(run, Assert.Single(server.Engine.Started).Run);
        var definition = (await RunDefinitionFile.ReadAsync(server.Store.Open(run), CancellationToken.None))!;
        Assert.Equal((2, 0), (definition.Stored, definition.Rejected));
    }

    [Fact]
    public async Task The_options_reach_the_run()
    {
        await using var server = await ApiServer.StartAsync();

        var run = await server.UploadAsync(Two, "?action=createOnly&dedupeBy=externalId&partitionName=East&onQuota=stop&mode=auto&target=Leads");

        var definition = (await RunDefinitionFile.ReadAsync(server.Store.Open(run), CancellationToken.None))!;
        Assert.Equal(("createOnly", "externalId", "East", true, "leads"), (definition.Action, definition.LookupField, definition.PartitionName, definition.StopOnQuota, definition.Target));
        Assert.True(Assert.Single(server.Engine.Started).Policy.StopOnQuota);
    }

    [Theory]
    [InlineData("?lookupField=&dedupeBy=crmId", "crmId")]
    [InlineData("?lookupField=crmId&dedupeBy=", "crmId")]
    [InlineData("?lookupField=%20", "email")]
    [InlineData("?dedupeBy=", "email")]
    public async Task A_parameter_without_a_value_is_none(string query, string key)
    {
        await using var server = await ApiServer.StartAsync();

        var run = await server.UploadAsync(Two, query);

        Assert.Equal(key, (await RunDefinitionFile.ReadAsync(server.Store.Open(run), CancellationToken.None))!.LookupField);
    }

    [Fact]
    public async Task Fields_become_what_the_mapping_says_and_the_answers_tell_of_names_that_no_record_has()
    {
        await using var server = await ApiServer.StartAsync();
        const string Map = """{"rename":{"Mail":"email","Vorname":"firstName"},"constants":{"leadSource":"Import 2026 & more"}}""";

        var (status, body) = await server.PostAsync("/api/syncs?map=" + Uri.EscapeDataString(Map), ApiServer.Body("Mail\na@example.com\n", "text/csv"));

        Assert.Equal(HttpStatusCode.Accepted, status);
        var run = (string)body["id"]!;
        var records = await server.Store.Open(run).ReadAsync(RunFiles.Records, CancellationToken.None);
        Assert.Equal("{\"email\":\"a@example.com\",\"leadSource\":\"Import 2026 & more\"}\n", Encoding.UTF8.GetString(records!.Value.Span));
        Assert.Contains("'Vorname'", (string?)Assert.Single(body["warnings"]!.AsArray()), StringComparison.Ordinal);
        var told = (await server.GetAsync($"/api/syncs/{run}")).Body;
        Assert.Equal(body["warnings"]!.ToJsonString(), told["warnings"]!.ToJsonString());
        Assert.Equal("email", (string?)told["map"]!["rename"]!["Mail"]);
    }

    [Theory]
    [InlineData("?map=x", "invalid-parameter", "map")]
    [InlineData("?map=%7B%22drop%22%3A7%7D", "invalid-parameter", "map")]
    [InlineData("?lookup=email", "unknown-parameter", "lookup")]
    [InlineData("?action=upsert", "invalid-parameter", "action")]
    [InlineData("?target=cars", "invalid-parameter", "target")]
    [InlineData("?mode=soon", "invalid-parameter", "mode")]
    [InlineData("?preflight=maybe", "invalid-parameter", "preflight")]
    [InlineData("?maxRefused=some", "invalid-parameter", "maxRefused")]
    [InlineData("?onQuota=pay", "invalid-parameter", "onQuota")]
    [InlineData("?action=createOnly&action=updateOnly", "invalid-parameter", "action")]
    [InlineData("?action=updateOnly&partitionName=x", "invalid-parameter", "partitionName")]
    [InlineData("?lookupField=email&dedupeBy=crmId", "invalid-parameter", "dedupeBy")]
    [InlineData("?lookupField=%20&dedupeBy=crmId", "invalid-parameter", "dedupeBy")]
    [InlineData("?target=companies&dedupeBy=name", "invalid-parameter", "dedupeBy")]
    public async Task An_option_that_does_not_fit_is_told_by_name_and_nothing_is_kept(string query, string code, string parameter)
    {
        await using var server = await ApiServer.StartAsync();

        var answer = await server.PostAsync("/api/syncs" + query, ApiServer.Body(Two, "application/x-ndjson"));

        ProblemAnswer.Is(code, 400, answer);
        Assert.Equal(parameter, (string?)answer.Body["parameter"]);
        Assert.Empty(server.Folders);
    }

    [Theory]
    [InlineData("text/csv", "email,email\na,b\n", 1)]
    [InlineData("application/json", "[{\"email\":\"a\"},\n{\"email\":", 2)]
    [InlineData("application/json", "{\"people\":[]}", 1)]
    public async Task A_body_that_cannot_be_told_apart_is_refused_with_its_line_and_leaves_nothing(string type, string content, int line)
    {
        await using var server = await ApiServer.StartAsync();

        var answer = await server.PostAsync("/api/syncs", ApiServer.Body(content, type));

        ProblemAnswer.Is("invalid-input", 400, answer);
        Assert.Equal(line, (int)answer.Body["line"]!);
        Assert.Empty(server.Folders);
        Assert.Empty(server.Engine.Started);
    }

    [Theory]
    [InlineData("application/xml")]
    [InlineData("text/plain")]
    [InlineData("text/csv; charset=utf-16")]
    [InlineData(null)]
    public async Task A_body_of_another_type_is_refused(string? type)
    {
        await using var server = await ApiServer.StartAsync();
        var body = new ByteArrayContent("a"u8.ToArray());
        if (type is not null) body.Headers.TryAddWithoutValidation("Content-Type", type);

        ProblemAnswer.Is("unsupported-media-type", 415, await server.PostAsync("/api/syncs", body));
    }

    [Fact]
    public async Task A_compressed_body_is_refused()
    {
        await using var server = await ApiServer.StartAsync();
        var body = ApiServer.Body(Two, "text/csv");
        body.Headers.ContentEncoding.Add("gzip");

        ProblemAnswer.Is("unsupported-media-type", 415, await server.PostAsync("/api/syncs", body));
    }

    [Fact]
    public async Task A_body_far_larger_than_a_server_takes_as_a_rule_is_stored()
    {
        await using var server = await ApiServer.StartAsync();
        const int records = 400_000;

        var run = await PostAsync(server, new PushedContent(async stream =>
        {
            var line = Encoding.UTF8.GetBytes($$"""{"email":"a@example.com","notes":"{{new string('x', 100)}}"}""" + "\n");
            for (var record = 0; record < records; record++) await stream.WriteAsync(line);
        }));

        Assert.Equal(records, (await RunDefinitionFile.ReadAsync(server.Store.Open(run), CancellationToken.None))!.Stored);
    }

    [Fact]
    public async Task An_upload_that_breaks_off_leaves_no_run()
    {
        await using var server = await ApiServer.StartAsync();
        using var abort = new CancellationTokenSource();
        var content = new PushedContent(async stream =>
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(Two));
            await stream.FlushAsync();
            while (!server.Folders.Any()) await Task.Yield();
            await abort.CancelAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, abort.Token);
        });
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/syncs") { Content = content };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => server.Http.SendAsync(request, abort.Token));

        while (server.Folders.Any()) await Task.Yield();
        Assert.Empty(server.Engine.Started);
    }

    [Fact]
    public async Task Forwarded_headers_do_not_change_the_links()
    {
        await using var server = await ApiServer.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/syncs?code=irrelevant") { Content = ApiServer.Body(Two, "text/csv") };
        request.Headers.Add("X-Forwarded-Host", "evil.example");
        request.Headers.Add("X-Forwarded-Proto", "https");
        request.Headers.Add("Forwarded", "host=evil.example");

        var (_, answer) = await server.SendAsync(request);

        Assert.All(answer.AsObject().Where(one => one.Key.EndsWith("Uri", StringComparison.Ordinal)), one =>
        {
            Assert.StartsWith(server.Url, (string)one.Value!, StringComparison.Ordinal);
            Assert.DoesNotContain("code", (string)one.Value!, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task What_the_log_says_holds_no_record()
    {
        await using var server = await ApiServer.StartAsync();

        await server.UploadAsync(Two);
        await server.PostAsync("/api/syncs", ApiServer.Body("[{\"email\":\"a@example.com\"", "application/json"));

        Assert.NotEmpty(server.Log.All);
        Assert.DoesNotContain(server.Log.All, line => line.Contains("example.com", StringComparison.Ordinal));
    }

    private static async Task<string> PostAsync(ApiServer server, HttpContent content)
    {
        content.Headers.ContentType = new("application/x-ndjson");
        var (status, body) = await server.PostAsync("/api/syncs", content);
        Assert.Equal(HttpStatusCode.Accepted, status);
        return (string)body["id"]!;
    }
}
