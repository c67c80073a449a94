using System.Net;
using MarketoSync.Api.Tests.Support;
using MarketoSync.Records;
using MarketoSync.Runs;

namespace MarketoSync.Api.Tests.Http;

public sealed class MethodsTests
{
    [Theory]
    [InlineData("/api/syncs", "GET, HEAD, POST")]
    [InlineData("/api/syncs/r", "GET, HEAD")]
    [InlineData("/api/syncs/r/report", "GET, HEAD")]
    [InlineData("/api/syncs/r/results", "GET, HEAD")]
    [InlineData("/api/syncs/r/cancel", "POST")]
    [InlineData("/api/syncs/r/resume", "POST")]
    [InlineData("/api/syncs/r/retry", "POST")]
    [InlineData("/api/records/leads", "POST")]
    [InlineData("/api/queue", "GET, HEAD")]
    [InlineData("/api/queue/put-back", "POST")]
    [InlineData("/api/health", "GET, HEAD")]
    [InlineData("/api/openapi.json", "GET, HEAD")]
    public async Task A_method_that_a_path_has_not_is_refused_with_those_that_it_has(string path, string allow)
    {
        await using var server = await ApiServer.StartAsync();

        foreach (var method in new[] { "GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS" }.Except(allow.Split(", ")))
        {
            using var response = await server.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));
            Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
            Assert.Equal(allow, string.Join(", ", response.Content.Headers.Allow));
            Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.ToString());
        }
    }

    [Theory]
    [InlineData("/api/syncs")]
    [InlineData("/api/syncs/r")]
    [InlineData("/api/syncs/r/report")]
    [InlineData("/api/syncs/r/results")]
    [InlineData("/api/syncs/none")]
    [InlineData("/api/queue")]
    [InlineData("/api/health")]
    [InlineData("/api/openapi.json")]
    public async Task Head_answers_as_get_does_without_a_body(string path)
    {
        await using var server = await ApiServer.StartAsync();
        await server.EndAsync("r", RunState.Completed, new RecordResult(0, 1, "a", RecordStatus.Created, "1"));

        using var get = await server.Http.GetAsync(new Uri(path, UriKind.Relative));
        using var head = await server.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, path));

        Assert.Equal(get.StatusCode, head.StatusCode);
        Assert.Equal(get.Content.Headers.ContentType, head.Content.Headers.ContentType);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/api")]
    [InlineData("/api/runs")]
    [InlineData("/api/syncs/r/other")]
    public async Task Where_there_is_nothing_that_is_said_as_everywhere(string path)
    {
        await using var server = await ApiServer.StartAsync();

        ProblemAnswer.Is("unknown-path", 404, await server.GetAsync(path));
    }

    [Fact]
    public async Task No_answer_is_kept_by_anybody_on_the_way_or_taken_for_another_type()
    {
        await using var server = await ApiServer.StartAsync();

        using var response = await server.Http.GetAsync(new Uri("/api/syncs", UriKind.Relative));

        Assert.True(response.Headers.CacheControl!.NoStore);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("no-referrer", Assert.Single(response.Headers.GetValues("Referrer-Policy")));
    }

    [Fact]
    public async Task A_fault_of_the_server_shows_nothing_of_itself()
    {
        await using var server = await ApiServer.StartAsync();
        server.Engine.Starting = _ => throw new InvalidOperationException("a@example.com in /secret/path");

        var answer = await server.PostAsync("/api/syncs", ApiServer.Body("{\"email\":\"a@example.com\"}\n", "application/x-ndjson"));

        ProblemAnswer.Is("internal-error", 500, answer);
        foreach (var text in server.Log.All.Append(answer.Body.ToJsonString()))
        {
            Assert.DoesNotContain("example.com", text, StringComparison.Ordinal);
            Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
        }

        Assert.Contains(server.Log.All, line => line.Contains("InvalidOperationException", StringComparison.Ordinal));
    }
}
