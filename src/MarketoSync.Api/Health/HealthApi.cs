using MarketoSync.Api.Access;
using MarketoSync.Api.Http;
using MarketoSync.Api.Problems;
using MarketoSync.Marketo;
using MarketoSync.Runs;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MarketoSync.Api.Health;

/// <summary>Answers whether the server lives, to anybody; and with <c>?deep=1</c> whether what it needs answers, to those who have the key.</summary>
/// <param name="marketo">The client by which Marketo is called.</param>
public sealed class HealthApi(
    IRunStore store, HttpClient marketo, MarketoSettings settings, AccessRules access, TimeProvider time, ILogger<HealthApi> logger)
{
    private const string Deep = "deep";
    private const string Probe = "health";
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);
    private static readonly string[] s_read = ["GET", "HEAD"];
    private readonly Door _door = new(access, logger);

    /// <summary><c>/api/health</c></summary>
    public Task HealthAsync(HttpContext http) => _door.EnterAsync(http, s_read, [Deep], Refuse, () => AnswerAsync(http));

    private static bool IsDeep(HttpRequest request) => QueryCheck.Text(request, Deep) is "1" or "true";

    private static JsonAnswer<HealthStatus> Answer(int status, HealthStatus health) => new(status, health, ApiJson.Written.HealthStatus);

    private Problem? Refuse(HttpRequest request) => IsDeep(request) ? access.Refuse(request) : null;

    private async Task<IResult> AnswerAsync(HttpContext http)
    {
        if (!IsDeep(http.Request)) return Answer(StatusCodes.Status200OK, new HealthStatus("up"));

        var storage = InTimeAsync(StorageAsync, http.RequestAborted);
        var identity = InTimeAsync(IdentityAsync, http.RequestAborted);
        var health = new HealthStatus("up", await storage, await identity);
        return health is { Storage: HealthStatus.Ok, Marketo: HealthStatus.Ok }
            ? Answer(StatusCodes.Status200OK, health)
            : Answer(StatusCodes.Status503ServiceUnavailable, health with { Status = "degraded" });
    }

    private async Task<string> StorageAsync(CancellationToken cancellation)
    {
        try
        {
            // Written, because a full or read-only disk can still be read.
            await store.Shared.WriteAsync(Probe, "ok"u8.ToArray(), cancellation);
            return await store.Shared.ReadAsync(Probe, cancellation) is null ? "failing" : HealthStatus.Ok;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return "failing";
        }
    }

    /// <summary>Asks anew: a token that is kept from before would tell nothing. Marketo gives the same one again.</summary>
    private async Task<string> IdentityAsync(CancellationToken cancellation)
    {
        using var tokens = new AccessTokens(marketo, settings, new ServerClock(), time);
        var result = await tokens.GetAsync(cancellation);
        return (result.Token, result.AreCredentialsRefused) switch
        {
            (not null, _) => HealthStatus.Ok,
            (_, true) => "refused",
            _ => "unreachable",
        };
    }

    private async Task<string> InTimeAsync(Func<CancellationToken, Task<string>> check, CancellationToken cancellation)
    {
        using var timeout = new CancellationTokenSource(s_patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, timeout.Token);
        try
        {
            return await check(either.Token).WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return HealthStatus.Slow;
        }
    }
}
