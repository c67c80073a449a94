namespace MarketoSync.Reports;

/// <summary>Batches that the plan held, that were sent at least once, and splits on the way.</summary>
public sealed record ReportBatches(long Planned, long Sent, long Splits);
