namespace MarketoSync.Telemetry;

/// <summary>What metrics are called.</summary>
public static class MetricNames
{
    public const string Calls = "marketosync.calls";
    public const string CallDuration = "marketosync.call.duration";
    public const string BatchRecords = "marketosync.batch.records";
    public const string BatchSize = "marketosync.batch.size";
    public const string BudgetWait = "marketosync.budget.wait";
    public const string QuotaLeft = "marketosync.quota.left";
    public const string Results = "marketosync.results";
    public const string Records = "marketosync.records";
    public const string RunsEnded = "marketosync.runs.ended";
    public const string Recoveries = "marketosync.recoveries";
    public const string QueueSetAside = "marketosync.queue.set_aside";
}
