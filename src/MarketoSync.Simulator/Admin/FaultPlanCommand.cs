namespace MarketoSync.Simulator;

/// <summary>
/// A <see cref="FaultPlan"/> as JSON. A class of its own because a generated reader gives init-only properties that the JSON leaves out
/// no default but zero.
/// </summary>
internal sealed class FaultPlanCommand
{
    public double Rate { get; set; }

    public int? Seed { get; set; }

    public Dictionary<string, double>? Weights { get; set; }

    public List<ScriptedFault> Script { get; set; } = [];

    public int TimeOutAboveRecords { get; set; }

    public bool TimeOutApplies { get; set; }

    public PoisonRule? Poison { get; set; }

    public double SlowSeconds { get; set; } = FaultPlan.None.SlowDelay.TotalSeconds;

    public FaultPlan ToPlan() => new()
    {
        Rate = Rate,
        Seed = Seed,
        Weights = Weights,
        Script = Script,
        TimeOutAboveRecords = TimeOutAboveRecords,
        TimeOutApplies = TimeOutApplies,
        Poison = Poison,
        SlowDelay = TimeSpan.FromSeconds(SlowSeconds),
    };
}
