using MarketoSync.Marketo;

namespace MarketoSync.Tests.Marketo;

public sealed class AccessTokensTests : IDisposable
{
    private static readonly CancellationToken s_never = CancellationToken.None;
    private readonly FakeMarketo _marketo = new();
    private readonly AccessTokens _tokens;

    public AccessTokensTests() => _tokens = _marketo.Tokens();

    public void Dispose()
    {
        _tokens.Dispose();
        _marketo.Dispose();
    }

    [Fact]
    public async Task However_many_wait_for_a_token_it_is_asked_for_once()
    {
        var answer = new TaskCompletionSource<HttpResponseMessage>();
        _marketo.Identity = _ => answer.Task;
        var waiting = Enumerable.Range(0, 100).Select(_ => Task.Run(() => _tokens.GetAsync(s_never))).ToList();
        answer.SetResult(await FakeMarketo.Json("""{"access_token":"t","expires_in":3600}"""));
        var results = await Task.WhenAll(waiting);
        Assert.Single(_marketo.IdentityCalls);
        Assert.Single(results.Select(result => result.Token).Distinct());
    }

    [Fact]
    public async Task The_credentials_travel_in_the_body_of_a_post()
    {
        await _tokens.GetAsync(s_never);
        var call = Assert.Single(_marketo.IdentityCalls);
        Assert.Equal((HttpMethod.Post, "https://example.mktorest.com/identity/oauth/token"), (call.Method, call.Url.AbsoluteUri));
        Assert.Equal($"grant_type=client_credentials&client_id=client&client_secret={FakeMarketo.ClientSecret}", call.Body);
    }

    [Fact]
    public async Task A_token_is_kept_for_the_life_that_the_answer_gives_and_not_a_moment_longer()
    {
        _marketo.Identity = number => FakeMarketo.Json($$"""{"access_token":"t{{number}}","expires_in":30}""");
        await _tokens.GetAsync(s_never);
        _marketo.Time.Advance(TimeSpan.FromSeconds(29.999));
        Assert.Equal("t1", (await _tokens.GetAsync(s_never)).Token!.Reveal());
        _marketo.Time.Advance(TimeSpan.FromSeconds(0.001));
        Assert.Equal("t2", (await _tokens.GetAsync(s_never)).Token!.Reveal());
    }

    [Fact]
    public async Task A_token_without_a_second_left_is_asked_for_again_a_second_later()
    {
        _marketo.Identity = number => FakeMarketo.Json($$"""{"access_token":"t{{number}}","expires_in":{{(number == 1 ? 0 : 3600)}}}""");
        var token = _tokens.GetAsync(s_never);
        Assert.False(token.IsCompleted);
        Assert.Single(_marketo.IdentityCalls);
        _marketo.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("t2", (await token).Token!.Reveal());
    }

    [Fact]
    public async Task Only_the_token_that_was_refused_is_forgotten()
    {
        var first = (await _tokens.GetAsync(s_never)).Token!;
        _tokens.Invalidate(first);
        var second = (await _tokens.GetAsync(s_never)).Token!;
        Assert.NotSame(first, second);
        _tokens.Invalidate(first);
        Assert.Same(second, (await _tokens.GetAsync(s_never)).Token);
        Assert.Equal(2, _marketo.IdentityCalls.Count);
    }

    [Theory]
    [InlineData(401, true)]
    [InlineData(400, true)]
    [InlineData(500, false)]
    [InlineData(502, false)]
    [InlineData(429, false)]
    public async Task Wrong_credentials_are_told_from_an_outage(int status, bool areRefused)
    {
        _marketo.Identity = _ => FakeMarketo.Json("""{"error":"invalid_client","error_description":"no"}""", status);
        Assert.Equal((null, areRefused), ((await _tokens.GetAsync(s_never)) is var result ? result.Token : null, result.AreCredentialsRefused));
    }

    [Theory]
    [InlineData("<html></html>")]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"access_token":"","expires_in":1}""")]
    [InlineData("""{"access_token":"t""")]
    public async Task An_answer_without_a_token_is_an_outage_and_the_next_caller_asks_again(string body)
    {
        _marketo.Identity = number => number == 1 ? FakeMarketo.Json(body) : FakeMarketo.Json("""{"access_token":"t","expires_in":9}""");
        Assert.Equal(TokenResult.Unavailable, await _tokens.GetAsync(s_never));
        Assert.NotNull((await _tokens.GetAsync(s_never)).Token);
    }

    [Fact]
    public async Task No_connection_is_an_outage()
    {
        _marketo.Identity = _ => throw new HttpRequestException(HttpRequestError.ConnectionError);
        Assert.Equal(TokenResult.Unavailable, await _tokens.GetAsync(s_never));
    }
}
