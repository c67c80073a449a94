namespace MarketoSync.Orchestration;

/// <summary>What a run has spent so far.</summary>
/// <param name="Planned">Batches that the plan held at the start.</param>
/// <param name="Sent">Batches that were sent at least once.</param>
/// <param name="Splits">Times a batch was split.</param>
/// <param name="Calls">Requests to the REST API.</param>
/// <param name="Succeeded">Requests that Marketo answered with success.</param>
/// <param name="Errors">Requests that did not, by Marketo's code, the HTTP status, or a word of ours.</param>
/// <param name="Recoveries">What was decided after an outcome, as <c>code decision</c>, and how often.</param>
public sealed record Tally(
    long Planned,
    long Sent,
    long Splits,
    long Calls,
    long Succeeded,
    IReadOnlyDictionary<string, long> Errors,
    IReadOnlyDictionary<string, long> Recoveries)
{
    public static Tally None { get; } = new(0, 0, 0, 0, 0, new Dictionary<string, long>(), new Dictionary<string, long>());

    public Tally Add(CallCount calls) => this with
    {
        Calls = Calls + calls.Total,
        Succeeded = Succeeded + calls.Succeeded,
        Errors = calls.Errors is null ? Errors : calls.Errors.Aggregate(Errors, (sum, error) => Plus(sum, error.Key, error.Value)),
    };

    public Tally AddRecovery(string reason) => this with { Recoveries = Plus(Recoveries, reason, 1) };

    private static SortedDictionary<string, long> Plus(IReadOnlyDictionary<string, long> counts, string name, long count)
    {
        var sum = new SortedDictionary<string, long>(counts.ToDictionary(), StringComparer.Ordinal);
        sum[name] = sum.GetValueOrDefault(name) + count;
        return sum;
    }
}
