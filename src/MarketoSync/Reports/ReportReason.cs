using MarketoSync.Records;

namespace MarketoSync.Reports;

/// <summary>Records that ended alike for the same reason.</summary>
/// <param name="Records">The first few record numbers.</param>
public sealed record ReportReason(RecordStatus Status, string Code, string Message, long Count, IReadOnlyList<long> Records);
