namespace MarketoSync.Reports;

/// <summary>What the run's last look at the subscription's usage found.</summary>
/// <param name="Used">Calls of that day by then, whoever made them.</param>
/// <param name="Daily">Calls that the subscription has a day.</param>
/// <param name="Reserve">Those of them that are left to others.</param>
public sealed record ReportQuota(long Used, long Daily, long Reserve, DateTimeOffset At);
