namespace MarketoSync.Intake;

/// <summary>Nothing was read of the source, for what Marketo tells of the object is needed and could not be had.</summary>
/// <param name="Text">What happened, for the user.</param>
/// <param name="Option">
/// The option by which the records could be read without, by its name in the HTTP API: <c>dedupeBy</c> or <c>preflight</c>.
/// </param>
/// <param name="IsLasting">Whether Marketo refuses to describe just this object, so that it is no use to ask again before somebody acts.</param>
public sealed record DescriptionFault(string Text, string Option, bool IsLasting) : IntakeResult
{
    public const string DedupeBy = "dedupeBy";
    public const string Preflight = "preflight";
}
