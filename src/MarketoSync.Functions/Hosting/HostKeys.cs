using System.Collections.Concurrent;
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

    public async Task<bool> ShowsKeyAsync(HttpRequest request, CancellationToken cancellation)
    {
        var key = request.Headers[AccessRules.KeyHeader].ToString();
        if (key.Length == 0) key = request.Query["code"].ToString();
        if (key.Length == 0) return false;

        var known = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
        if (_goodUntil.TryGetValue(known, out var until) && until > time.GetUtcNow()) return true;
        if (!await IsGoodAsync(key, cancellation)) return false;

        if (_goodUntil.Count >= MostKnown) _goodUntil.Clear();
        _goodUntil[known] = time.GetUtcNow() + s_keep;
        return true;
    }

    private async Task<bool> IsGoodAsync(string key, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, new Uri(host, $"/api/{ApiPaths.Document}"));
        if (!request.Headers.TryAddWithoutValidation(AccessRules.KeyHeader, key)) return false;

        try
        {
            using var response = await http.SendAsync(request, cancellation);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            // Who cannot be checked is not let in.
            return false;
        }
    }
}
