namespace MarketoSync.Intake;

/// <summary>
/// Nothing was read of the source, for what Marketo tells of the object is needed and could not be had, or speaks against what was asked for.
/// </summary>
/// <param name="Text">What happened, for the user.</param>
/// <param name="Option">
/// The option by which the records could be read all the same, by its name in the HTTP API: <c>dedupeBy</c> or <c>preflight</c>.
/// </param>
/// <param name="IsLasting">Whether it is no use to ask again before somebody acts, for Marketo refuses to describe just this object, or describes it so.</param>
public sealed record DescriptionFault(string Text, string Option, bool IsLasting) : IntakeResult
{
    public const string DedupeBy = "dedupeBy";
    public const string Preflight = "preflight";

    /// <summary>What the option has to say, where it said something else.</summary>
    public string? Instead { get; init; }
}
