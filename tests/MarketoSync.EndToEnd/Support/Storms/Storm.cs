using MarketoSync.Simulator;

namespace MarketoSync.EndToEnd.Support.Storms;

/// <summary>One target and one way to write it.</summary>
/// <param name="Prepare">Puts into a simulator what is to be there before.</param>
internal sealed record Storm(string Target, string Action, Func<MarketoSimulator, StormWorld> Prepare, params IReadOnlyList<string> Options)
{
    public const int Records = 2_000;

    /// <summary>Whether the source is a CSV file, in which each value is text.</summary>
    public bool IsCsv { get; init; }

    public static IEnumerable<Storm> All => [.. ObjectStorms.All, .. LeadStorms.All];

    /// <summary>The thing that a record is about: some are about that of a record long before, and the one behind about the same.</summary>
    public static int ThingOf(int record) => People.PersonOf(record);

    /// <summary>Whether a record is one that Marketo refuses.</summary>
    public static bool IsBad(int record) => People.IsBad(record);

    public override string ToString() => $"{Target} {Action}{(IsCsv ? " csv" : "")}";
}
