using MarketoSync.Batching;
using MarketoSync.Mapping;
using MarketoSync.Preflight;

namespace MarketoSync.Intake;

/// <summary>What intake has to know about a source and where it goes.</summary>
/// <param name="Format">How the records are written.</param>
/// <param name="KeyFields">The fields that tell whose record it is, such as <c>email</c>. None: records have no key, and none waits.</param>
/// <param name="Limits">What one call may hold.</param>
public sealed record IntakeOptions(SourceFormat Format, IReadOnlyList<string> KeyFields, BatchLimits Limits)
{
    public const int WaitingForCalls = 32 * 1024 * 1024;

    /// <summary>Files are larger than calls, and to upload one takes more than this later on.</summary>
    public const int WaitingForFiles = 4 * WaitingForCalls;

    public IntakeOptions(SourceFormat format, string keyField, BatchLimits limits)
        : this(format, [keyField], limits)
    {
    }

    /// <summary>Whether a record without a key is rejected.</summary>
    public bool NeedsKey { get; init; }

    /// <summary>
    /// What the fields of the source become, or null where they are sent as they are. All else that intake looks at is the mapped record.
    /// </summary>
    public FieldMapping? Mapping { get; init; }

    /// <summary>What is done about records that a row of a file cannot hold.</summary>
    public RowFit RowFit { get; init; }

    /// <summary>Bytes that one record may have, where that is less than the limits say.</summary>
    public long MostRecordBytes { get; init; } = long.MaxValue;

    /// <summary>What Marketo tells of the object, to hold each mapped record against, or null where none is.</summary>
    public PreflightPlan? Preflight { get; init; }

    /// <summary>Bytes of records that may wait in memory for a later batch, with what it takes to keep them.</summary>
    public int WaitingBytes { get; init; } = WaitingForCalls;
}
