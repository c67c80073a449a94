namespace MarketoSync.Marketo;

/// <summary>Text that must not be shown: it prints as stars wherever it is formatted.</summary>
public readonly struct Secret(string text) : IEquatable<Secret>
{
    private readonly string _text = text;

    /// <summary>The text itself, for the one request that carries it.</summary>
    public string Reveal() => _text;

    public override string ToString() => "***";

    public bool Equals(Secret other) => string.Equals(_text, other._text, StringComparison.Ordinal);

    public override bool Equals(object? obj) => obj is Secret other && Equals(other);

    public override int GetHashCode() => _text?.GetHashCode(StringComparison.Ordinal) ?? 0;

    public static bool operator ==(Secret left, Secret right) => left.Equals(right);

    public static bool operator !=(Secret left, Secret right) => !left.Equals(right);
}
