namespace MarketoSync.Simulator;

/// <summary>Counts over everything applied so far.</summary>
/// <param name="DuplicatesByOverlap">Leads created although their key existed by then, because two calls overlapped.</param>
/// <param name="KeysTwiceInOneCall">
/// Records that met a key which an earlier record of their own call had created, and rows whose key an earlier row of their import had.
/// </param>
/// <param name="OverlappingWrites">Records that began while another call, or another import, was writing their key.</param>
public sealed record LedgerTotals(
    long Created, long Updated, long Skipped, long DuplicatesByOverlap, long KeysTwiceInOneCall, long OverlappingWrites)
{
    internal static LedgerTotals None { get; } = new(0, 0, 0, 0, 0, 0);

    public long Deleted { get; init; }

    public long Added { get; init; }

    public long Removed { get; init; }

    internal LedgerTotals With(LedgerEffect effect) => effect switch
    {
        LedgerEffect.Created => this with { Created = Created + 1 },
        LedgerEffect.Updated => this with { Updated = Updated + 1 },
        LedgerEffect.Deleted => this with { Deleted = Deleted + 1 },
        LedgerEffect.Added => this with { Added = Added + 1 },
        LedgerEffect.Removed => this with { Removed = Removed + 1 },
        _ => this with { Skipped = Skipped + 1 },
    };
}
