namespace MarketoSync.Simulator;

/// <summary>How often each effect met one key: a record written twice has a sum of two.</summary>
public readonly record struct EffectCounts(
    int Created = 0, int Updated = 0, int Deleted = 0, int Added = 0, int Removed = 0, int Skipped = 0)
{
    internal static EffectCounts Of(IEnumerable<LedgerEntry> entries) =>
        entries.Aggregate(default(EffectCounts), (counts, entry) => counts.With(entry.Effect));

    private EffectCounts With(LedgerEffect effect) => effect switch
    {
        LedgerEffect.Created => this with { Created = Created + 1 },
        LedgerEffect.Updated => this with { Updated = Updated + 1 },
        LedgerEffect.Deleted => this with { Deleted = Deleted + 1 },
        LedgerEffect.Added => this with { Added = Added + 1 },
        LedgerEffect.Removed => this with { Removed = Removed + 1 },
        _ => this with { Skipped = Skipped + 1 },
    };
}
