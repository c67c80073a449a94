namespace MarketoSync.Marketo;

/// <summary>What a call is about, for telemetry: names and a count, never a value.</summary>
/// <param name="Action">The action of a sync, <see cref="LookUp"/>, <see cref="Import"/>, <see cref="Poll"/> or <see cref="Describe"/>.</param>
public sealed record CallSubject(string Target, string Action, int Records)
{
    public const string LookUp = "lookUp";

    /// <summary>The upload of a file.</summary>
    public const string Import = "import";

    /// <summary>How far an import is, and what came of it.</summary>
    public const string Poll = "poll";

    /// <summary>What fields an object has.</summary>
    public const string Describe = "describe";
}
