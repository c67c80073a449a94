namespace MarketoSync.Marketo;

/// <summary>How a target takes a whole file (bulk-import.md and its siblings). Its paths are not under <c>/rest</c>.</summary>
/// <param name="Create">The endpoint that takes a file, below the base URL.</param>
/// <param name="Job">An import's own path, with <c>{job}</c> where its number stands. What follows it is asked for by <paramref name="StatusEnd"/> and others.</param>
/// <param name="StatusEnd">What stands behind <paramref name="Job"/> to ask how far it is.</param>
/// <param name="KeyParameter">What the request calls the choice of key, where there is one.</param>
/// <param name="KeyFields">The fields that tell rows apart, where that differs from calls with records.</param>
/// <param name="TakesRowNumbers">Whether a column that Marketo does not know is passed over, and comes back with the rows that failed.</param>
public sealed record BulkImport(
    string Create,
    string Job,
    string StatusEnd,
    string? KeyParameter = null,
    IReadOnlyList<string>? KeyFields = null,
    bool TakesRowNumbers = false)
{
    /// <summary>Our guess at how long ten megabytes may take to arrive. Marketo's own limit is 30 seconds from then on.</summary>
    public TimeSpan UploadTimeout { get; } = TimeSpan.FromSeconds(120);

    public TimeSpan ServerTimeout { get; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long after an upload whose answer was lost its import may still be at work: nothing tells, for nobody lists imports.
    /// </summary>
    public TimeSpan Settle { get; } = TimeSpan.FromMinutes(5);

    public string CreateTemplate { get; init; } = Create;

    public string JobTemplate { get; init; } = Job;

    public string Status(string job) => At(job) + StatusEnd;

    public string Failures(string job) => At(job) + "/failures.json";

    public string Warnings(string job) => At(job) + "/warnings.json";

    internal BulkImport At(string hole, string argument) => this with
    {
        Create = Create.Replace(hole, argument, StringComparison.Ordinal), Job = Job.Replace(hole, argument, StringComparison.Ordinal),
    };

    private string At(string job) => Job.Replace("{job}", job, StringComparison.Ordinal);
}
