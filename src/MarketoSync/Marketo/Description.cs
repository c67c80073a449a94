namespace MarketoSync.Marketo;

/// <summary>How Marketo tells what fields the objects of a target have (leads.md, lead-database.md, program-members.md).</summary>
/// <param name="Path">The endpoint, below the base URL.</param>
public sealed record Description(string Path)
{
    /// <summary>How long Marketo itself works on a call before it gives up: the limit of reads.</summary>
    public TimeSpan ServerTimeout { get; } = TimeSpan.FromSeconds(30);

    /// <summary>The path with names in place of what differs from target to target.</summary>
    public string Template { get; init; } = Path;

    internal Description At(string hole, string argument) => this with { Path = Path.Replace(hole, argument, StringComparison.Ordinal) };
}
