using System.Net;
using System.Text;
using MarketoSync.Functions.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace MarketoSync.Functions.Tests.Hosting;

public sealed class HostKeysTests : IDisposable
{
    private const string Good = "a-good-key";
    private readonly FakeHost _host = new();
    private readonly HttpClient _http;
    private readonly FakeTimeProvider _time = new();
    private readonly HostKeys _keys;

    public HostKeysTests()
    {
        _http = new HttpClient(_host);
        _keys = new HostKeys(_http, new Uri("http://localhost:7071"), _time);
    }

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task Who_shows_no_key_is_let_in_without_and_the_host_is_not_asked()
    {
        Assert.Equal("without", await ChooseAsync(Request()));
        Assert.Equal("without", await ChooseAsync(""));

        Assert.Empty(_host.Asked);
    }

    [Fact]
    public async Task The_host_is_asked_by_a_call_that_it_guards()
    {
        Assert.Equal("with", await ChooseAsync(Good));

        Assert.Equal(["HEAD http://localhost:7071/api/openapi.json a-good-key"], _host.Asked);
    }

    [Fact]
    public async Task A_key_may_stand_in_the_query()
    {
        Assert.Equal("with", await ChooseAsync(Request(query: $"?code={Good}")));
        Assert.Equal("without", await ChooseAsync(Request(query: "?code=bad")));
    }

    [Fact]
    public async Task A_good_key_is_known_for_five_minutes_and_then_asked_for_again()
    {
        await ChooseAsync(Good);
        _time.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromTicks(1));
        Assert.Equal("with", await ChooseAsync(Good));
        Assert.Single(_host.Asked);

        // It was revoked meanwhile.
        _time.Advance(TimeSpan.FromTicks(1));
        _host.Answer = _ => new HttpResponseMessage(HttpStatusCode.Unauthorized);
        Assert.Equal("without", await ChooseAsync(Good));
        Assert.Equal(2, _host.Asked.Count);
    }

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized)]
    [InlineData(HttpStatusCode.Forbidden)]
    public async Task A_bad_key_is_asked_for_each_time_and_may_become_good(HttpStatusCode refusal)
    {
        var good = _host.Answer;
        _host.Answer = _ => new HttpResponseMessage(refusal);
        Assert.Equal("without", await ChooseAsync("new-key"));
        Assert.Equal("without", await ChooseAsync("new-key"));

        _host.Answer = good;
        Assert.Equal("with", await ChooseAsync(Good));
        Assert.Equal(3, _host.Asked.Count);
    }

    [Theory]
    [InlineData("a%0d%0aHost:%20elsewhere")]
    [InlineData("a%0d%0a%0d%0aDELETE%20/%20HTTP/1.1")]
    [InlineData("a%0ab")]
    [InlineData("a%09b")]
    [InlineData("a%00b")]
    [InlineData("cl%C3%A9")]
    public async Task What_is_no_header_is_no_key_and_is_sent_nowhere(string code)
    {
        Assert.Equal("without", await ChooseAsync(Request(query: "?code=" + code)));

        Assert.Empty(_host.Asked);
    }

    [Theory]
    [InlineData("error")]
    [InlineData("unavailable")]
    [InlineData("out of reach")]
    [InlineData("slow")]
    public async Task Where_the_host_cannot_say_the_caller_is_to_try_again_and_gets_in_neither_way(string fault)
    {
        var good = _host.Answer;
        _host.Answer = _ => fault switch
        {
            "error" => new HttpResponseMessage(HttpStatusCode.InternalServerError),
            "unavailable" => new HttpResponseMessage(HttpStatusCode.ServiceUnavailable),
            "slow" => throw new TaskCanceledException("The client's time is over."),
            _ => throw new HttpRequestException("refused"),
        };
        var request = Request(Good);
        Assert.Null(await ChooseAsync(request));

        Assert.Equal(503, request.HttpContext.Response.StatusCode);
        Assert.Equal("The key cannot be checked now. Send the request again.", Written(request));
        _host.Answer = good;
        Assert.Equal("with", await ChooseAsync(Good));
    }

    [Fact]
    public async Task A_key_that_is_known_is_good_while_the_host_cannot_say()
    {
        await ChooseAsync(Good);
        _host.Answer = _ => throw new HttpRequestException("refused");

        Assert.Equal("with", await ChooseAsync(Good));
    }

    [Fact]
    public async Task A_caller_that_is_gone_is_not_answered()
    {
        using var gone = new CancellationTokenSource();
        _host.Answer = _ =>
        {
            gone.Cancel();
            throw new TaskCanceledException();
        };
        var request = Request(Good);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _keys.ChooseAsync(request, Fail, Fail, gone.Token));

        Assert.Equal(200, request.HttpContext.Response.StatusCode);
        static Task Fail() => throw new InvalidOperationException("It got in.");
    }

    [Fact]
    public async Task However_many_keys_are_shown_few_are_remembered()
    {
        _host.Answer = _ => new HttpResponseMessage(HttpStatusCode.OK);
        for (var key = 0; key <= 1_000; key++) Assert.Equal("with", await ChooseAsync($"key-{key}"));

        await ChooseAsync("key-0");

        Assert.Equal(1_002, _host.Asked.Count);
    }

    private static HttpRequest Request(string? key = null, string query = "")
    {
        var http = new DefaultHttpContext();
        http.Response.Body = new MemoryStream();
        http.Request.QueryString = new QueryString(query);
        if (key is not null) http.Request.Headers["x-functions-key"] = key;
        return http.Request;
    }

    private static string Written(HttpRequest request) =>
        Encoding.UTF8.GetString(((MemoryStream)request.HttpContext.Response.Body).ToArray());

    private Task<string?> ChooseAsync(string? key) => ChooseAsync(Request(key));

    /// <returns>Which way the caller got in, or null.</returns>
    private async Task<string?> ChooseAsync(HttpRequest request)
    {
        string? way = null;
        await _keys.ChooseAsync(request, () => Take("with"), () => Take("without"), CancellationToken.None);
        return way;

        Task Take(string one)
        {
            way = one;
            return Task.CompletedTask;
        }
    }

    /// <summary>A host that knows one key.</summary>
    private sealed class FakeHost : HttpMessageHandler
    {
        public List<string> Asked { get; } = [];

        public Func<string, HttpResponseMessage> Answer { get; set; } =
            key => new HttpResponseMessage(key == Good ? HttpStatusCode.OK : HttpStatusCode.Unauthorized);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await Task.Yield();
            var key = string.Join(',', request.Headers.GetValues("x-functions-key"));
            Asked.Add($"{request.Method} {request.RequestUri} {key}");
            return Answer(key);
        }
    }
}
