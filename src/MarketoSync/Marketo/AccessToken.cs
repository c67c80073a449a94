namespace MarketoSync.Marketo;

/// <summary>A bearer token. A class, so that one token can be told from a later one that has the same text.</summary>
public sealed class AccessToken(string text, DateTimeOffset expires)
{
    /// <summary>When it stops to be good, by our clock.</summary>
    public DateTimeOffset Expires { get; } = expires;

    /// <summary>The text itself, for the header that carries it.</summary>
    public string Reveal() => text;

    public override string ToString() => "***";
}
