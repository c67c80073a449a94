using System.Net;
using System.Net.Http.Headers;
using System.Text;
using MarketoSync.Budget;
using MarketoSync.Marketo;
using MarketoSync.Tests.Telemetry;
using Microsoft.Extensions.Time.Testing;

namespace MarketoSync.Tests.Marketo;

/// <summary>What stands where the network would be: it answers as told, and keeps what it was asked.</summary>
internal sealed class FakeMarketo : HttpMessageHandler
{
    public const string ClientSecret = "s3cret-of-the-test";
    public const string Token = "token-of-the-test";
    private readonly Lock _lock = new();

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 20, 18, 0, 0, TimeSpan.Zero));

    /// <summary>Answers identity.</summary>
    public Func<int, Task<HttpResponseMessage>> Identity { get; set; } = number => Json($$"""{"access_token":"{{Token}}-{{number}}","expires_in":3600}""");

    /// <summary>Answers the REST API, given the call's number from 1 on.</summary>
    public Func<int, Seen, CancellationToken, Task<HttpResponseMessage>> Rest { get; set; } = (_, _, _) => Json("""{"success":true,"result":[]}""");

    public List<Seen> IdentityCalls { get; } = [];

    public List<Seen> RestCalls { get; } = [];

    public sealed record Seen(HttpMethod Method, Uri Url, AuthenticationHeaderValue? Authorization, string? ContentType, string Body);

    public MarketoSettings Settings { get; } = new(
        new Uri("https://example.mktorest.com"), new Uri("https://example.mktorest.com/identity"), "client", new Secret(ClientSecret),
        300, 1_000_000, 10_000_000, 5, 50, TimeSpan.FromSeconds(20), 25_000, null, null, 6);

    public static Task<HttpResponseMessage> Json(string body, int status = 200) => Task.FromResult(
        new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, "application/json") });

    public static Task<HttpResponseMessage> Html(int status) => Task.FromResult(
        new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent("<html>no</html>", Encoding.UTF8, "text/html") });

    public AccessTokens Tokens(ServerClock? clock = null, Recorder? told = null) =>
        new(new HttpClient(this), Settings, clock ?? new ServerClock(), Time, told?.Log<AccessTokens>(), told?.Telemetry);

    public MarketoClient Client(ICallBudget? budget = null, ServerClock? clock = null, Recorder? told = null)
    {
        clock ??= new ServerClock();
        var http = new HttpClient(this) { Timeout = Timeout.InfiniteTimeSpan };
        budget ??= new CallBudget(new CallLimits(1_000, TimeSpan.FromSeconds(20), 5, int.MaxValue), new DailyCallsInMemory(), Time, told?.Telemetry);
        return new MarketoClient(http, Settings, Tokens(clock, told), budget, clock, Time, told?.Log<MarketoClient>(), told?.Telemetry);
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var seen = new Seen(
            request.Method, request.RequestUri!, request.Headers.Authorization, request.Content?.Headers.ContentType?.ToString(),
            request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken));
        var isIdentity = seen.Url.AbsolutePath.StartsWith("/identity/", StringComparison.Ordinal);
        int number;
        lock (_lock)
        {
            var calls = isIdentity ? IdentityCalls : RestCalls;
            calls.Add(seen);
            number = calls.Count;
        }

        return await (isIdentity ? Identity(number) : Rest(number, seen, cancellationToken));
    }
}
