using System.Net;
using System.Text;
using MarketoSync.Api.Tests.Support;

namespace MarketoSync.Api.Tests.Health;

public sealed class HealthTests
{
    [Fact]
    public async Task Liveness_is_told_to_anybody_and_asks_nothing_of_anybody()
    {
        await using var server = await ApiServer.StartAsync(
            ApiServer.Settings("a-key-that-is-long-enough"), wrap: store => new WrappedStore(store, _ => throw new IOException()));

        var (status, body) = await server.GetAsync("/api/health");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("""{"status":"up"}""", body.ToJsonString());
    }

    [Theory]
    [InlineData(200, """{"access_token":"t0ken","expires_in":3600}""", """{"status":"up","storage":"ok","marketo":"ok"}""")]
    [InlineData(401, """{"error":"unauthorized"}""", """{"status":"degraded","storage":"ok","marketo":"refused"}""")]
    [InlineData(502, "<html>", """{"status":"degraded","storage":"ok","marketo":"unreachable"}""")]
    public async Task Deep_tells_what_Marketo_says(int status, string answer, string expected)
    {
        await using var server = await ApiServer.StartAsync(marketo: new Identity(() => Task.FromResult(((HttpStatusCode)status, answer))));

        var (given, body) = await server.GetAsync("/api/health?deep=1");

        Assert.Equal(expected, body.ToJsonString());
        Assert.Equal(status == 200 ? 200 : 503, (int)given);
    }

    [Fact]
    public async Task Deep_tells_that_the_storage_fails_and_not_why()
    {
        await using var server = await ApiServer.StartAsync(wrap: store => new WrappedStore(store, _ => throw new IOException("/secret/path")));

        var (_, body) = await server.GetAsync("/api/health?deep=1");

        Assert.Equal("""{"status":"degraded","storage":"failing","marketo":"unreachable"}""", body.ToJsonString());
    }

    [Fact]
    public async Task Deep_does_not_wait_for_ever()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await ApiServer.StartAsync(marketo: new Identity(async () =>
        {
            asked.SetResult();
            await new TaskCompletionSource().Task;
            return default;
        }));

        var asking = server.GetAsync("/api/health?deep=1");
        await asked.Task;
        server.Time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal("slow", (string?)(await asking).Body["marketo"]);
    }

    private sealed class Identity(Func<Task<(HttpStatusCode Status, string Body)>> answer) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var (status, body) = await answer().WaitAsync(cancellationToken);
            return new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        }
    }
}
