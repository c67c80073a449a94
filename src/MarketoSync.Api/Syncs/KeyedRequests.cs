using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MarketoSync.Api.Problems;
using MarketoSync.Runs;
using Microsoft.AspNetCore.Http;

namespace MarketoSync.Api.Syncs;

/// <summary>
/// Keeps which run came of which <c>Idempotency-Key</c>. A key is taken when uploaded records are read in and before the run begins: an upload
/// that breaks off takes none, and one that is repeated begins the run that the first did not come to. For a file of the inbox, which does
/// not come again with each request, it is taken first of all.
/// </summary>
internal sealed class KeyedRequests(IObjectFolder shared)
{
    /// <summary>What the names of all keys' records begin with.</summary>
    public const string Folder = "keys/";

    private const int MostLetters = 255;
    private const string Header = "Idempotency-Key";

    /// <returns>The request's key, if it has one, or why it cannot be used.</returns>
    public static (string? Key, Problem? Problem) KeyOf(HttpRequest request)
    {
        var values = request.Headers[Header];
        if (values.Count == 0) return (null, null);

        var key = values.ToString();
        return values.Count == 1 && key.Length is > 0 and <= MostLetters && key.All(letter => letter is >= ' ' and <= '~')
            ? (key, null)
            : (null, new Problem(ProblemKinds.InvalidKey, $"{Header} is one text of 1 to {MostLetters} printable ASCII characters."));
    }

    public async Task<KeyedRequest?> FindAsync(string key, CancellationToken cancellation) =>
        await shared.ReadAsync(NameOf(key), cancellation) is { } content
            ? JsonSerializer.Deserialize(content.Span, ApiJson.Default.KeyedRequest)
            : null;

    /// <returns>What has the key now: this request, or one that came first.</returns>
    public async Task<KeyedRequest> TakeAsync(string key, KeyedRequest request, CancellationToken cancellation)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(request, ApiJson.Default.KeyedRequest);
        if (await shared.TryWriteAsync(NameOf(key), content, expected: null, cancellation) is not null) return request;

        return await FindAsync(key, cancellation) ?? throw new IOException("The record of an Idempotency-Key vanished.");
    }

    public static Problem Reused() =>
        new(ProblemKinds.KeyReused, $"This {Header} was used with another body or other options. Use a new one for a new request.");

    /// <summary>A key may hold anything, an object's name may not.</summary>
    private static string NameOf(string key) => $"{Folder}{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))}.json";
}
