using MarketoSync.Reports;

namespace MarketoSync.Orchestration;

/// <summary>Asks for the run's report to be written.</summary>
public sealed record ReportRequest(string Run, ReportInput Report);
