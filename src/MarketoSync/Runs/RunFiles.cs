namespace MarketoSync.Runs;

/// <summary>What a run's objects are called.</summary>
public static class RunFiles
{
    /// <summary>What was asked for and what intake found. Its presence says that intake is complete.</summary>
    public const string Run = "run.json";

    /// <summary>The accepted records, one compact JSON object a line, each with its new line, in the order they are sent.</summary>
    public const string Records = "records.ndjson";

    /// <summary>One <see cref="Records.RecordIndexEntry"/> for each stored record, and one more that marks the end.</summary>
    public const string Index = "records.index";

    /// <summary>The records that intake rejected, in input order.</summary>
    public const string Rejected = "rejected.ndjson";

    /// <summary>What was sent and what became of it, one object a batch.</summary>
    public const string Batches = "batches/";

    /// <summary>The calls of the last look at the subscription's usage.</summary>
    public const string Usage = "usage.json";

    public const string Report = "report.json";

    public const string Results = "results.ndjson";

    /// <summary>The embedded engine's journal.</summary>
    public const string Journal = "journal";

    public static string Batch(string batch) => Batches + batch;
}
