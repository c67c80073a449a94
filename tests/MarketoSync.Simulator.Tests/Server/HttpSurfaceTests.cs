using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace MarketoSync.Simulator.Tests;

public class HttpSurfaceTests
{
    [Theory]
    [InlineData("/rest//v1/leads.json")]
    [InlineData("//rest/v1/leads.json")]
    [InlineData("/rest/v1/lead.json")]
    [InlineData("/rest/v1/leads")]
    [InlineData("/rest/v1/lists/x/leads.json")]
    [InlineData("/rest/v1/lists//leads.json")]
    [InlineData("/rest/v1/lists/1001/2001/leads.json")]
    public async Task A_path_that_matches_nothing_is_610(string path)
    {
        await using var session = await SimulatorSession.StartAsync();
        using var response = await session.PostAsync(SimulatorSession.Upsert("a@example.com"), session.Simulator.BaseUrl.ToString().TrimEnd('/') + path);
        Assert.Equal("610", SimulatorSession.CodeOf(JsonNode.Parse(await response.Content.ReadAsStringAsync())!));
    }

    [Fact]
    public async Task A_path_outside_of_rest_is_HTTP_404()
    {
        await using var session = await SimulatorSession.StartAsync();
        using var response = await session.Http.GetAsync("/v1/leads.json");
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task A_verb_that_the_path_does_not_have_is_605()
    {
        await using var session = await SimulatorSession.StartAsync();
        using var response = await session.Http.DeleteAsync("/rest/v1/companies.json");
        var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.Equal("605", SimulatorSession.CodeOf(answer));
        Assert.Equal("Request method 'DELETE' not supported", (string)answer["errors"]![0]!["message"]!);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("text/plain")]
    [InlineData("application/jsonlines")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task A_write_without_the_JSON_content_type_is_612(string? contentType)
    {
        await using var session = await SimulatorSession.StartAsync();
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(SimulatorSession.Upsert("a@example.com")));
        content.Headers.ContentType = contentType is null ? null : MediaTypeHeaderValue.Parse(contentType);
        using var response = await session.Http.PostAsync("/rest/v1/leads.json", content);
        Assert.Equal("612", SimulatorSession.CodeOf(JsonNode.Parse(await response.Content.ReadAsStringAsync())!));
        Assert.Equal(0, session.Simulator.LeadCount);
    }

    [Theory]
    [InlineData(8192, HttpStatusCode.OK)]
    [InlineData(8193, HttpStatusCode.RequestUriTooLong)]
    [InlineData(100_000, HttpStatusCode.RequestUriTooLong)]
    public async Task A_URI_over_the_limit_is_HTTP_414(int length, HttpStatusCode expected)
    {
        await using var session = await SimulatorSession.StartAsync();
        const string start = "/rest/v1/leads.json?filterType=email&filterValues=";
        using var response = await session.Http.GetAsync(start + new string('a', length - start.Length));
        Assert.Equal(expected, response.StatusCode);
        Assert.Equal(expected is HttpStatusCode.OK ? "application/json" : "text/html", response.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData(0, HttpStatusCode.OK)]
    [InlineData(1, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData(5_000_000, HttpStatusCode.RequestEntityTooLarge)]
    public async Task A_body_over_the_limit_is_HTTP_413_and_nothing_is_written(int excess, HttpStatusCode expected)
    {
        await using var session = await SimulatorSession.StartAsync();
        var body = SimulatorSession.Upsert("a@example.com").PadRight(1_000_000 + excess);
        using var response = await session.PostAsync(body);
        Assert.Equal(expected, response.StatusCode);
        Assert.Equal(expected is HttpStatusCode.OK ? 1 : 0, session.Simulator.LeadCount);
        Assert.Equal(expected is HttpStatusCode.OK ? 1 : 0, session.Simulator.Statistics.QuotaUsed);
    }

    [Fact]
    public async Task A_chunked_body_is_measured_as_well()
    {
        await using var session = await SimulatorSession.StartAsync(new SimulatorOptions { MaxRequestBytes = 1000 });
        using var request = new HttpRequestMessage(HttpMethod.Post, "/rest/v1/leads.json")
        {
            Content = new StringContent(SimulatorSession.Upsert("a@example.com").PadRight(1001), Encoding.UTF8, "application/json"),
        };
        request.Headers.TransferEncodingChunked = true;
        using var response = await session.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Theory]
    [InlineData("/identity/oauth/token")]
    [InlineData("/rest/v1/leads.json")]
    [InlineData("/rest/v1/nothing.json")]
    [InlineData("/nothing")]
    public async Task Every_answer_carries_the_simulated_date(string path)
    {
        await using var session = await SimulatorSession.StartAsync();
        using var response = await session.Http.GetAsync(path);
        Assert.Equal(session.Time.GetUtcNow(), response.Headers.Date);
    }

    [Theory]
    [InlineData(true, 100, true)]
    [InlineData(true, 1, false)]
    [InlineData(false, 100, false)]
    public async Task A_long_answer_is_compressed_for_a_caller_that_asks(bool asks, int records, bool compressed)
    {
        await using var session = await SimulatorSession.StartAsync();
        if (asks) session.Http.DefaultRequestHeaders.AcceptEncoding.ParseAdd("br, gzip");
        using var response = await session.PostAsync(SimulatorSession.Upsert([.. Enumerable.Range(0, records).Select(i => $"p{i}@example.com")]));
        Assert.Equal(compressed, response.Content.Headers.ContentEncoding.Contains("gzip"));
        await using var body = await response.Content.ReadAsStreamAsync();
        await using var plain = compressed ? new System.IO.Compression.GZipStream(body, System.IO.Compression.CompressionMode.Decompress) : body;
        Assert.Equal(records, (await JsonNode.ParseAsync(plain))!["result"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_stopped_simulator_breaks_the_calls_in_flight()
    {
        var session = await SimulatorSession.StartAsync(new SimulatorOptions { LatencyMilliseconds = 1000 });
        var call = session.UpsertAsync("a@example.com");
        await session.Time.WaitersAsync(1);
        await session.Simulator.DisposeAsync();
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => call);
        session.Http.Dispose();
    }
}
