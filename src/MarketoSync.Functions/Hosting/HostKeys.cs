using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using MarketoSync.Api;
using MarketoSync.Api.Access;
using Microsoft.AspNetCore.Http;

namespace MarketoSync.Functions.Hosting;

/// <summary>
/// Whether a request shows a function key, where the host itself had to let it pass. Only the host knows its keys, so it is asked: by a
/// call of a function that it guards.
/// </summary>
/// <param name="host">The app's own address.</param>
public sealed class HostKeys(HttpClient http, Uri host, TimeProvider time)
{
    private const int MostKnown = 1_000;
    private static readonly TimeSpan s_keep = TimeSpan.FromMinutes(5);
    private readonly ConcurrentDictionary<string, DateTimeOffset> _goodUntil = new();

    /// <summary>Answers with the one to those who show a key, with the other to the rest, and with 503 where the key cannot be checked now.</summary>
    public async Task ChooseAsync(HttpRequest request, Func<Task> withKey, Func<Task> without, CancellationToken cancellation)
    {
        bool showsKey;
        try
        {
            showsKey = await ShowsKeyAsync(request, cancellation);
        }
        catch (HttpRequestException)
        {
            request.HttpContext.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            await request.HttpContext.Response.WriteAsync("The key cannot be checked now. Send the request again.", cancellation);
            return;
        }

        await (showsKey ? withKey() : without());
    }

    /// <exception cref="HttpRequestException">The host cannot be asked now.</exception>
    private async Task<bool> ShowsKeyAsync(HttpRequest request, CancellationToken cancellation)
    {
        var key = AccessRules.KeyOf(request);
        if (!CanBeAHeader(key)) return false;

        var known = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
        if (_goodUntil.TryGetValue(known, out var until) && until > time.GetUtcNow()) return true;
        if (!await IsGoodAsync(key, cancellation)) return false;

        if (_goodUntil.Count >= MostKnown) _goodUntil.Clear();
        _goodUntil[known] = time.GetUtcNow() + s_keep;
        return true;
    }

    /// <summary>A key comes from the query too, where it may hold new lines, and would go on as headers or requests of the caller's own.</summary>
    private static bool CanBeAHeader(string key) => key.Length > 0 && !key.AsSpan().ContainsAnyExceptInRange(' ', '~');

    private async Task<bool> IsGoodAsync(string key, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, new Uri(host, $"/api/{ApiPaths.Document}"));
        request.Headers.TryAddWithoutValidation(AccessRules.KeyHeader, key);
        try
        {
            using var response = await http.SendAsync(request, cancellation);
            return response.StatusCode is < HttpStatusCode.InternalServerError
                ? response.IsSuccessStatusCode
                : throw new HttpRequestException("The host does not answer as it should.", null, response.StatusCode);
        }
        catch (OperationCanceledException fault) when (!cancellation.IsCancellationRequested)
        {
            throw new HttpRequestException("The host does not answer.", fault);
        }
    }
}
