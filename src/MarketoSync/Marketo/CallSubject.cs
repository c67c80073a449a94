namespace MarketoSync.Marketo;

/// <summary>What a call is about, for telemetry: names and a count, never a value.</summary>
/// <param name="Action">The action of a sync, or <see cref="LookUp"/>.</param>
public sealed record CallSubject(string Target, string Action, int Records)
{
    public const string LookUp = "lookUp";
}
