using System.Net;
using System.Security.Cryptography;
using System.Text;
using MarketoSync.Api.Http;
using MarketoSync.Api.Problems;
using MarketoSync.Configuration;
using MarketoSync.Marketo;
using Microsoft.AspNetCore.Http;

namespace MarketoSync.Api.Access;

/// <summary>
/// Who may call what: everything takes a key, in <c>x-functions-key</c> or <c>?code=</c>; records alone take a signature instead;
/// liveness takes nothing.
/// </summary>
public sealed class AccessRules
{
    public const string KeyHeader = "x-functions-key";
    public const string SignatureHeader = "X-Signature-256";

    private const string Algorithm = "sha256=";

    private readonly Secret? _key;
    private readonly Secret? _webhookSecret;
    private readonly bool _isKeyCheckedBefore;
    private readonly bool _isOpenToThisMachine;

    private AccessRules(Secret? key, Secret? webhookSecret, bool isKeyCheckedBefore, bool isOpenToThisMachine) =>
        (_key, _webhookSecret, _isKeyCheckedBefore, _isOpenToThisMachine) = (key, webhookSecret, isKeyCheckedBefore, isOpenToThisMachine);

    /// <summary>The key is <c>Sync__ApiKey</c>. With none set, none fits.</summary>
    public static AccessRules ByKey(SyncSettings settings) => new(settings.ApiKey, settings.WebhookSecret, false, false);

    /// <summary>What stands before the API, such as the Functions host, lets nobody in without a key.</summary>
    public static AccessRules CheckedBefore(SyncSettings settings) => new(null, settings.WebhookSecret, true, false);

    /// <summary>For a server that listens to its own machine: <c>Sync__ApiKey</c>, or no key if none is set.</summary>
    public static AccessRules OfThisMachine(SyncSettings settings) =>
        new(settings.ApiKey, settings.WebhookSecret, false, settings.ApiKey is null);

    /// <summary>Why the caller may not enter with a key, or null if it may.</summary>
    public Problem? Refuse(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (_isKeyCheckedBefore || HasKey(request)) return null;
        if (!_isOpenToThisMachine) return new Problem(ProblemKinds.KeyRequired, $"Send the key in the header {KeyHeader}.");

        return IsFromThisMachine(request)
            ? null
            : new Problem(ProblemKinds.ForeignOrigin, "Without Sync__ApiKey the server answers its own machine only, and no page of another site. Set Sync__ApiKey, and send it.");
    }

    /// <summary>Why the caller may not post records with this body, or null if it may.</summary>
    /// <param name="body">As it came, to the byte.</param>
    public Problem? RefuseBody(HttpRequest request, ReadOnlySpan<byte> body)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (_isKeyCheckedBefore || HasKey(request) || !IsSigned(request)) return Refuse(request);

        return Fits(request.Headers[SignatureHeader].ToString(), body)
            ? null
            : new Problem(ProblemKinds.InvalidSignature, $"{SignatureHeader} must be sha256= and, in hexadecimal, the HMAC-SHA256 of the body by Sync__WebhookSecret.");
    }

    /// <summary>Why the caller may not even send a body to be checked.</summary>
    public Problem? RefuseUnsigned(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return IsSigned(request) ? null : Refuse(request);
    }

    /// <summary>The key that the caller shows, or nothing.</summary>
    public static string KeyOf(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var shown = request.Headers[KeyHeader].ToString();
        return shown.Length > 0 ? shown : request.Query[QueryCheck.Key].ToString();
    }

    private static bool IsSigned(HttpRequest request) => request.Headers.ContainsKey(SignatureHeader);

    private static bool AreSame(string shown, Secret wanted) => CryptographicOperations.FixedTimeEquals(
        SHA256.HashData(Encoding.UTF8.GetBytes(shown)), SHA256.HashData(Encoding.UTF8.GetBytes(wanted.Reveal())));

    /// <summary>
    /// A page of another site can make a browser call this machine, by its address or by a name that it lets point here.
    /// </summary>
    private static bool IsFromThisMachine(HttpRequest request)
    {
        var host = request.Host.Host.Trim('[', ']');
        if (host != "localhost" && !(IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address))) return false;
        if (request.Headers["Sec-Fetch-Site"].ToString() is not ("" or "none" or "same-origin")) return false;

        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0 || origin.Equals($"{request.Scheme}://{request.Host.Value}", StringComparison.OrdinalIgnoreCase);
    }

    private bool HasKey(HttpRequest request)
    {
        if (_key is not { } key) return false;

        return AreSame(KeyOf(request), key);
    }

    private bool Fits(string signature, ReadOnlySpan<byte> body)
    {
        Span<byte> shown = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (_webhookSecret is not { } secret
            || !signature.StartsWith(Algorithm, StringComparison.OrdinalIgnoreCase)
            || signature.Length != Algorithm.Length + 2 * shown.Length
            || Convert.FromHexString(signature.AsSpan(Algorithm.Length), shown, out _, out _) != System.Buffers.OperationStatus.Done)
            return false;

        return CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret.Reveal()), body), shown);
    }
}
