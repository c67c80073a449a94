using System.Text;

namespace MarketoSync.Simulator;

/// <summary>Decides, call by call, what goes wrong.</summary>
internal sealed class FaultInjector
{
    private readonly int seed;
    private readonly Lock gate = new();
    private readonly Dictionary<FaultTarget, Queue<Fault>> scripted = [];
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
            var script = value.Script.Select(step => (step.On, Fault: FaultCatalogue.Get(step.Fault), step.Count)).ToList();
            lock (gate)
            {
                (plan, draw) = (value, chances);
                poison = value.Poison is { Text.Length: > 0 } p ? Encoding.UTF8.GetBytes(p.Text) : null;
                scripted.Clear();
                foreach (var (on, fault, count) in script)
                    Enqueue(fault, on, count);
            }
        }
    }

    public void Enqueue(Fault fault, FaultTarget on, int count)
    {
        lock (gate)
        {
            if (!scripted.TryGetValue(on, out var queue)) scripted.Add(on, queue = new Queue<Fault>());
            for (var i = 0; i < count; i++)
                queue.Enqueue(fault);
        }
    }

    public Fault? NextIdentity()
    {
        lock (gate)
            return Dequeue(FaultTarget.Identity);
    }

    /// <summary>The fault that strikes a REST call whatever it carries.</summary>
    public Fault? Next(long call, bool writes)
    {
        lock (gate)
        {
            if ((Dequeue(writes ? FaultTarget.Write : FaultTarget.Read) ?? Dequeue(FaultTarget.Any)) is { } sure) return sure;
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

    private Fault? Dequeue(FaultTarget target) => scripted.TryGetValue(target, out var queue) && queue.TryDequeue(out var fault) ? fault : null;

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
