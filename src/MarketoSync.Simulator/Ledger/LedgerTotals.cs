namespace MarketoSync.Simulator;

/// <summary>Counts over everything applied so far.</summary>
/// <param name="DuplicatesByOverlap">Leads created although their key existed by then, because two calls overlapped.</param>
/// <param name="KeysTwiceInOneCall">Records that met a key which an earlier record of their own call had created.</param>
/// <param name="OverlappingWrites">Records that began while another call was writing their key.</param>
public sealed record LedgerTotals(
    long Created, long Updated, long Skipped, long DuplicatesByOverlap, long KeysTwiceInOneCall, long OverlappingWrites);
