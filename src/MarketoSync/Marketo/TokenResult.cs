namespace MarketoSync.Marketo;

/// <summary>A token, or why there is none.</summary>
public sealed record TokenResult(AccessToken? Token, bool AreCredentialsRefused)
{
    /// <summary>The client id or secret is wrong, or the service was removed. Asking again does not help.</summary>
    public static TokenResult Refused { get; } = new(null, true);

    /// <summary>Identity did not answer as it should. Asking again may help.</summary>
    public static TokenResult Unavailable { get; } = new(null, false);

    public static TokenResult Of(AccessToken token) => new(token, false);
}
