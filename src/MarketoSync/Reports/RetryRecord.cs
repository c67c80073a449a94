using MarketoSync.Records;

namespace MarketoSync.Reports;

/// <summary>A record that ended in a wanted status, with what it takes to sync it again.</summary>
/// <param name="Json">The stored record: one compact JSON object in UTF-8. Empty where intake could not read it.</param>
/// <param name="Raw">The source text of a record that intake could not read, otherwise null.</param>
public sealed record RetryRecord(RecordResult Result, ReadOnlyMemory<byte> Json, string? Raw);
