using MarketoSync.Simulator;

namespace MarketoSync.EndToEnd.Support;

/// <summary>Faults that a run recovers from. What would stop it, or make a record fail for good, has tests of its own.</summary>
internal static class Curable
{
    public static IReadOnlyDictionary<string, double> Weights { get; } = FaultCatalogue.All.Select(fault => fault.Name)
        .Where(name => name is not ("603" or "605" or "607" or "610" or "609" or "612" or "701" or "1003" or "1006" or "1077" or "http-414" or "unknown-record-code"))
        .ToDictionary(name => name, _ => 1.0);
}
