using System.Text;

namespace MarketoSync.Simulator;

/// <summary>Decides, call by call, what goes wrong.</summary>
internal sealed class FaultInjector
{
    private readonly int seed;
    private readonly Lock gate = new();
    private readonly LinkedList<Step> scripted = [];
    private FaultPlan plan = FaultPlan.None;
    private Draw draw = new([], []);
    private byte[]? poison;

    public FaultInjector(int seed, FaultPlan plan)
    {
        this.seed = seed;
        Plan = plan;
    }

    /// <summary>Setting a plan drops what is left of the script before it.</summary>
    /// <exception cref="ArgumentException">It names a fault that is not in the catalogue.</exception>
    public FaultPlan Plan
    {
        get
        {
            lock (gate)
                return plan;
        }
        set
        {
            var chances = Draw.From(value.Weights);
            if (value.Poison is { } rule) FaultCatalogue.Get(rule.Fault);
            var script = value.Script.Select(Step.From).ToList();
            lock (gate)
            {
                (plan, draw) = (value, chances);
                poison = value.Poison is { Text.Length: > 0 } p ? Encoding.UTF8.GetBytes(p.Text) : null;
                scripted.Clear();
                foreach (var step in script)
                    scripted.AddLast(step);
            }
        }
    }

    /// <exception cref="ArgumentException">There is no such fault.</exception>
    public void Enqueue(ScriptedFault fault)
    {
        var step = Step.From(fault);
        lock (gate)
            scripted.AddLast(step);
    }

    public Fault? NextIdentity()
    {
        lock (gate)
            return Dequeue(FaultTarget.Identity, "");
    }

    /// <summary>The fault that strikes a REST call whatever it carries.</summary>
    public Fault? Next(long call, bool writes, string path = "")
    {
        lock (gate)
        {
            if ((Dequeue(writes ? FaultTarget.Write : FaultTarget.Read, path) ?? Dequeue(FaultTarget.Any, path)) is { } sure) return sure;
            var chance = plan.Seed ?? seed;
            if (plan.Rate <= 0 || SeededRandom.Unit(chance, call, 1) >= plan.Rate) return null;
            return draw.Pick(SeededRandom.Unit(chance, call, 2)) is { } fault && (writes || !fault.WritesOnly) ? fault : null;
        }
    }

    /// <summary>The fault that a write meets by what it carries.</summary>
    public Fault? ByContent(int records, ReadOnlySpan<byte> body)
    {
        lock (gate)
        {
            if (plan.TimeOutAboveRecords > 0 && records > plan.TimeOutAboveRecords)
                return FaultCatalogue.Get(plan.TimeOutApplies ? "604-after" : "604-before");
            return poison is not null && body.IndexOf(poison) >= 0 ? FaultCatalogue.Get(plan.Poison!.Fault) : null;
        }
    }

    private Fault? Dequeue(FaultTarget target, string path)
    {
        for (var step = scripted.First; step is not null; step = step.Next)
        {
            if (!step.Value.Strikes(target, path)) continue;
            if (--step.Value.Left <= 0) scripted.Remove(step);
            return step.Value.Fault;
        }
        return null;
    }

    /// <summary>What is left of one step of the script.</summary>
    private sealed class Step
    {
        public required Fault Fault { get; init; }

        public required FaultTarget On { get; init; }

        public required string? Path { get; init; }

        public required int Left { get; set; }

        public static Step From(ScriptedFault fault) =>
            new() { Fault = FaultCatalogue.Get(fault.Fault), On = fault.On, Path = fault.Path, Left = fault.Count };

        public bool Strikes(FaultTarget target, string path) =>
            Left > 0 && On == target && (Path is null || path.StartsWith(Path, StringComparison.Ordinal));
    }

    /// <summary>Faults with the upper ends of their shares of the total weight.</summary>
    private sealed record Draw(Fault[] Faults, double[] Ends)
    {
        public static Draw From(IReadOnlyDictionary<string, double>? weights)
        {
            var chosen = weights is null
                ? FaultCatalogue.All.Select(fault => (Fault: fault, Weight: fault.UsualWeight))
                : weights.OrderBy(pair => pair.Key, StringComparer.Ordinal)
                    .Select(pair => (Fault: FaultCatalogue.Get(pair.Key), Weight: pair.Value));
            var faults = new List<Fault>();
            var ends = new List<double>();
            foreach (var (fault, weight) in chosen.Where(choice => choice.Weight > 0))
            {
                faults.Add(fault);
                ends.Add((ends.Count == 0 ? 0 : ends[^1]) + weight);
            }
            return new Draw([.. faults], [.. ends]);
        }

        public Fault? Pick(double share)
        {
            if (Faults.Length == 0) return null;
            var place = Array.FindIndex(Ends, end => share * Ends[^1] < end);
            return Faults[place < 0 ? ^1 : place];
        }
    }
}
