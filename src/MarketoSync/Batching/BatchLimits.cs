namespace MarketoSync.Batching;

/// <summary>What one call may hold.</summary>
/// <param name="MaxRecords">Records in a call.</param>
/// <param name="MaxBytes">UTF-8 bytes of the whole request body.</param>
/// <param name="EnvelopeBytes">Bytes of the body around the records: what stands before the first and after the last.</param>
public sealed record BatchLimits(int MaxRecords, long MaxBytes, int EnvelopeBytes)
{
    /// <summary>
    /// The body that stored records fill: their bytes include a new line each, which is a comma in the body,
    /// but for the last one's.
    /// </summary>
    public long BodyBytes(long storedBytes) => EnvelopeBytes + storedBytes - 1;
}
