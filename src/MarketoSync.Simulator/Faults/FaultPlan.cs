namespace MarketoSync.Simulator;

/// <summary>
/// Which calls go wrong and how. A scripted fault comes first, then <see cref="TimeOutAboveRecords"/>, then <see cref="Poison"/>,
/// then chance. Chance depends on the seed and the call's number only, so that the same calls in the same order meet the same faults.
/// </summary>
public sealed record FaultPlan
{
    public static FaultPlan None { get; } = new();

    /// <summary>Share of the REST calls that go wrong by chance, 0 to 1.</summary>
    public double Rate { get; init; }

    /// <summary>Seed of chance; null takes <see cref="SimulatorOptions.Seed"/>.</summary>
    public int? Seed { get; init; }

    /// <summary>Relative weights by name in <see cref="FaultCatalogue"/>; null takes every fault's usual weight.</summary>
    public IReadOnlyDictionary<string, double>? Weights { get; init; }

    /// <summary>Faults that strike surely.</summary>
    public IReadOnlyList<ScriptedFault> Script { get; init; } = [];

    /// <summary>Every write of more records than this is answered 604; 0 for none.</summary>
    public int TimeOutAboveRecords { get; init; }

    /// <summary>Whether a write so answered is applied all the same.</summary>
    public bool TimeOutApplies { get; init; }

    public PoisonRule? Poison { get; init; }

    /// <summary>How much longer a slow call takes.</summary>
    public TimeSpan SlowDelay { get; init; } = TimeSpan.FromSeconds(2);
}
