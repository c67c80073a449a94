using System.Globalization;

namespace MarketoSync.Simulator;

/// <summary>
/// Access tokens. Asked again before its end, Identity hands out the same token with the life that remains. The first use of a
/// token after its end is answered 602, every later one 601.
/// </summary>
internal sealed class TokenIssuer(SimulatorOptions options, TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly HashSet<string> expiredUnused = new(StringComparer.Ordinal);
    private string? current;
    private DateTimeOffset end;
    private int issued;

    /// <summary>The token and its remaining life in whole seconds, 0 in its last second.</summary>
    public (string Token, int ExpiresIn) Issue()
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            Expire(now);
            if (current is null)
            {
                current = NewToken(++issued);
                end = now + TimeSpan.FromSeconds(options.TokenLifeSeconds);
            }
            return (current, (int)(end - now).TotalSeconds);
        }
    }

    /// <returns>No code if the token is good; 603 without a token.</returns>
    public ApiError Check(string? authorization)
    {
        const string scheme = "Bearer ";
        if (authorization is null || !authorization.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)
            || authorization[scheme.Length..].Trim() is not { Length: > 0 } token)
            return new ApiError("603", "Access denied");
        lock (gate)
        {
            Expire(time.GetUtcNow());
            return token == current ? default
                : expiredUnused.Remove(token) ? new ApiError("602", "Access token expired")
                : new ApiError("601", "Access token invalid");
        }
    }

    /// <summary>Ends the current token's life at once. Its later uses are answered 601.</summary>
    public void Revoke()
    {
        lock (gate)
            current = null;
    }

    private void Expire(DateTimeOffset now)
    {
        if (current is null || now < end) return;
        expiredUnused.Add(current);
        current = null;
    }

    private string NewToken(int number) => string.Create(
        CultureInfo.InvariantCulture,
        $"{SeededRandom.Bits(options.Seed, number, 11):x16}-{SeededRandom.Bits(options.Seed, number, 12):x16}:sim");
}
