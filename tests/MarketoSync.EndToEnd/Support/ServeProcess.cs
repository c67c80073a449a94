using System.Net;
using System.Text.Json.Nodes;

namespace MarketoSync.EndToEnd.Support;

/// <summary><c>marketo-sync serve</c> as a process of its own, and a caller.</summary>
internal sealed class ServeProcess : IDisposable
{
    private readonly HttpClient _http;

    private ServeProcess(CliProcess process, Uri api)
    {
        Process = process;
        _http = new HttpClient { BaseAddress = api, Timeout = Timeout.InfiniteTimeSpan };
    }

    public CliProcess Process { get; }

    public static async Task<ServeProcess> StartAsync(IReadOnlyDictionary<string, string> environment, string runs)
    {
        var process = CliProcess.Start(environment, "serve", "--port", "0", "--runs", runs);
        if (await process.ReadLineAsync() is not { } line) throw new InvalidOperationException((await process.EndAsync()).Error);
        var url = line.Split(' ').Single(word => word.StartsWith("http", StringComparison.Ordinal)).TrimEnd('.');
        return new ServeProcess(process, new Uri(url + "/"));
    }

    public async Task<(HttpStatusCode Status, JsonNode Body)> SendAsync(HttpMethod method, string path, HttpContent? content = null, string? key = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        using var response = await _http.SendAsync(request);
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }

    /// <summary>Uploads a file of records.</summary>
    /// <returns>The run's id.</returns>
    public async Task<string> UploadAsync(string ndjson, string query = "", string? key = null)
    {
        using var content = new StreamContent(File.OpenRead(ndjson));
        content.Headers.ContentType = new("application/x-ndjson");
        var (status, body) = await SendAsync(HttpMethod.Post, "syncs" + query, content, key);
        Assert.Equal(HttpStatusCode.Accepted, status);
        return (string)body["id"]!;
    }

    /// <summary>Waits until the run is no longer under way, and gives its status.</summary>
    public async Task<JsonNode> AtRestAsync(string run)
    {
        while (true)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"syncs/{run}");
            request.Headers.Add("Prefer", "wait=60");
            using var response = await _http.SendAsync(request);
            var status = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
            if ((string?)status["state"] != "running") return status;
        }
    }

    public void Dispose()
    {
        _http.Dispose();
        Process.Dispose();
    }
}
