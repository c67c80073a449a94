using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace MarketoSync.Simulator.Tests;

/// <summary>A running simulator and a caller that has its token.</summary>
internal sealed class SimulatorSession : IAsyncDisposable
{
    private SimulatorSession(MarketoSimulator simulator, SignallingTime time)
    {
        Simulator = simulator;
        Time = time;
        Http = new HttpClient { BaseAddress = simulator.BaseUrl, Timeout = Timeout.InfiniteTimeSpan };
    }

    public MarketoSimulator Simulator { get; }

    public SignallingTime Time { get; }

    public HttpClient Http { get; }

    public static async Task<SimulatorSession> StartAsync(SimulatorOptions? options = null)
    {
        var time = new SignallingTime();
        var session = new SimulatorSession(await MarketoSimulator.StartAsync(options ?? new SimulatorOptions(), time), time);
        await session.AuthenticateAsync();
        return session;
    }

    public async Task AuthenticateAsync() => UseToken((string)(await IdentityAsync())["access_token"]!);

    public void UseToken(string? token) =>
        Http.DefaultRequestHeaders.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);

    public async Task<JsonNode> IdentityAsync() => JsonNode.Parse(await Http.GetStringAsync(
        "/identity/oauth/token?grant_type=client_credentials&client_id=simulator-client&client_secret=simulator-secret"))!;

    public Task<HttpResponseMessage> PostAsync(string body, string path = "/rest/v1/leads.json") =>
        Http.PostAsync(path, new StringContent(body, Encoding.UTF8, "application/json"));

    /// <summary>Posts to Sync Leads, or another path, and gives the answer, which must be HTTP 200.</summary>
    public async Task<JsonNode> SyncAsync(string body, string path = "/rest/v1/leads.json")
    {
        using var response = await PostAsync(body, path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }

    /// <summary>Upserts leads by e-mail address.</summary>
    public Task<JsonNode> UpsertAsync(params string[] emails) => SyncAsync(Upsert(emails));

    public static string Upsert(params string[] emails) =>
        new JsonObject { ["input"] = new JsonArray([.. emails.Select(email => new JsonObject { ["email"] = email })]) }.ToJsonString();

    public async Task<JsonNode> GetAsync(string pathAndQuery)
    {
        using var response = await Http.GetAsync(pathAndQuery);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }

    /// <summary>The response-level code of an answer; null for a success.</summary>
    public static string? CodeOf(JsonNode answer)
    {
        Assert.NotNull(answer["requestId"]);
        return (bool)answer["success"]! ? null : (string)answer["errors"]![0]!["code"]!;
    }

    /// <summary>The results of an answer, one word each: the status, or the code of a skipped record.</summary>
    public static string[] Outcomes(JsonNode answer)
    {
        Assert.Null(CodeOf(answer));
        return [.. answer["result"]!.AsArray().Select(item => (item!["reasons"] ?? item["errors"]) is { } reasons ? (string)reasons[0]!["code"]! : (string)item["status"]!)];
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Simulator.DisposeAsync();
    }
}
