using System.Diagnostics;
using System.Net;
using System.Text.Json;
using MarketoSync.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace MarketoSync.Marketo;

/// <summary>
/// The subscription's access token: obtained once however many calls wait for it, kept for the life that the answer gives.
/// Identity hands out the same token until it expires (developer documentation, authentication.md), so it is never asked early.
/// </summary>
public sealed class AccessTokens(
    HttpClient http,
    MarketoSettings settings,
    ServerClock clock,
    TimeProvider time,
    ILogger<AccessTokens>? log = null,
    SyncTelemetry? telemetry = null) : IDisposable
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    /// <summary>Identity may answer with a token that has no second left; then it is asked again, so often at most.</summary>
    private const int MaxTries = 5;

    private readonly SyncTelemetry _telemetry = telemetry ?? SyncTelemetry.Shared;
    private readonly ILogger _log = log ?? NullLogger<AccessTokens>.Instance;
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private AccessToken? _token;

    public async Task<TokenResult> GetAsync(CancellationToken cancellation)
    {
        if (Current() is { } cached) return TokenResult.Of(cached);

        await _oneAtATime.WaitAsync(cancellation);
        try
        {
            if (Current() is { } fresh) return TokenResult.Of(fresh);

            var result = await ObtainAsync(cancellation);
            if (result.AreCredentialsRefused) SyncLog.SignInRefused(_log);
            _token = result.Token;
            return result;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>
    /// Forgets a token that Marketo refused, unless a newer one has taken its place: then only the caller's copy was old.
    /// </summary>
    public void Invalidate(AccessToken refused) => Interlocked.CompareExchange(ref _token, null, refused);

    public void Dispose() => _oneAtATime.Dispose();

    private AccessToken? Current() => Volatile.Read(ref _token) is { } token && time.GetUtcNow() < token.Expires ? token : null;

    private async Task<TokenResult> ObtainAsync(CancellationToken cancellation)
    {
        for (var tries = 1; ; tries++)
        {
            var result = await AskAsync(cancellation);
            if (result.Token is not { } token || token.Expires > time.GetUtcNow() || tries == MaxTries) return result;
            await Task.Delay(s_pause, time, cancellation);
        }
    }

    private async Task<TokenResult> AskAsync(CancellationToken cancellation)
    {
        var url = MarketoUrl.Join(settings.IdentityUrl, "oauth/token");
        using var span = _telemetry.Tokens.Start(url);
        var (result, fault) = await AskAsync(url, span, cancellation);
        TokenTelemetry.End(span, result, fault);
        return result;
    }

    private async Task<(TokenResult Result, string? Fault)> AskAsync(Uri url, Activity? span, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url)
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["grant_type"] = "client_credentials",
                ["client_id"] = settings.ClientId,
                ["client_secret"] = settings.ClientSecret.Reveal(),
            }),
        };
        using var timeout = new CancellationTokenSource(s_timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, timeout.Token);
        try
        {
            var asked = time.GetUtcNow();
            using var response = await http.SendAsync(request, either.Token);
            clock.Observe(response.Headers.Date, time.GetUtcNow());
            TokenTelemetry.Answered(span, response.StatusCode);
            if (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.BadRequest or HttpStatusCode.Forbidden)
                return (TokenResult.Refused, null);
            if (!response.IsSuccessStatusCode) return (TokenResult.Unavailable, null);

            return (Parse(await response.Content.ReadAsByteArrayAsync(either.Token), asked), FaultCodes.UnreadableAnswer);
        }
        catch (HttpRequestException)
        {
            return (TokenResult.Unavailable, FaultCodes.ConnectionLost);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return (TokenResult.Unavailable, FaultCodes.Timeout);
        }
    }

    private static TokenResult Parse(byte[] body, DateTimeOffset asked)
    {
        try
        {
            return JsonSerializer.Deserialize(body, MarketoJson.Default.TokenAnswer) is { AccessToken.Length: > 0 } answer
                ? TokenResult.Of(new AccessToken(answer.AccessToken, asked.AddSeconds(Math.Max(0, answer.ExpiresIn))))
                : TokenResult.Unavailable;
        }
        catch (JsonException)
        {
            // A page instead of a token: an outage, or a proxy. Asking again may help.
            return TokenResult.Unavailable;
        }
    }
}
