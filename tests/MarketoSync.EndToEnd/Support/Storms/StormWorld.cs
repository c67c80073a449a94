using MarketoSync.Records;
using MarketoSync.Simulator;

namespace MarketoSync.EndToEnd.Support.Storms;

/// <summary>What a storm goes through: records, and what a simulator has of them before.</summary>
/// <param name="Before">Keys of what is there before, as the ledger has them.</param>
internal sealed record StormWorld(IReadOnlyList<StormRecord> Records, IReadOnlySet<string> Before)
{
    /// <summary>Finds what is in the simulator afterwards that the results say is not, or the other way round.</summary>
    public Func<MarketoSimulator, IReadOnlyList<RecordResult>, IEnumerable<string>> FaultsAfter { get; init; } = (_, _) => [];
}
