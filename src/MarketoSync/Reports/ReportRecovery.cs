namespace MarketoSync.Reports;

/// <summary>A decision of recovery and how often it was taken.</summary>
/// <param name="Code">The code or fault that was met.</param>
/// <param name="Decision">What was done about it.</param>
public sealed record ReportRecovery(string Code, string Decision, long Count);
