using MarketoSync.Preflight;

namespace MarketoSync.Intake;

/// <summary>The source was read to its end. Each of its records is either stored or rejected.</summary>
/// <param name="Records">Records in the source.</param>
/// <param name="Stored">Records to be sent.</param>
/// <param name="StoredBytes">Bytes of <see cref="Runs.RunFiles.Records"/>.</param>
/// <param name="Rejected">Records that are never sent, each with its reason in <see cref="Runs.RunFiles.Rejected"/>.</param>
/// <param name="Waiting">Stored records that were moved back, because a record of the same key was in their batch or shortly before it.</param>
/// <param name="Batches">Calls that the stored records take at the limits given.</param>
public sealed record IntakeSummary(long Records, long Stored, long StoredBytes, long Rejected, long Waiting, long Batches) : IntakeResult
{
    /// <summary>Stored records that a row of a file could not hold, where they were counted.</summary>
    public long Misfits { get; init; }

    /// <summary>Names that the mapping renames or drops and that the source does not have: nearly always mistyped.</summary>
    public IReadOnlyList<string> Unmatched { get; init; } = [];

    /// <summary>What Marketo's own description says against records: they are rejected for it, or stored all the same.</summary>
    public IReadOnlyList<PreflightFinding> Findings { get; init; } = [];

    /// <summary>Why records were not held against it although that was wanted: a sentence.</summary>
    public string? Unchecked { get; init; }
}
