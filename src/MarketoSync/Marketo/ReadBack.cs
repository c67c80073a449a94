namespace MarketoSync.Marketo;

/// <summary>How the objects of a target are found again, with the time at which they came into being.</summary>
/// <param name="Path">The endpoint, below the base URL.</param>
/// <param name="ServerTimeout">How long Marketo itself works on a call before it gives up.</param>
public sealed record ReadBack(string Path, TimeSpan ServerTimeout)
{
    /// <summary>The path with names in place of what differs from target to target.</summary>
    public string Template { get; init; } = Path;

    internal ReadBack At(string hole, string argument) => this with { Path = Path.Replace(hole, argument, StringComparison.Ordinal) };
}
