using MarketoSync.Marketo;
using MarketoSync.Records;

namespace MarketoSync.Recovery;

/// <summary>
/// After a lost answer a second call finds gone what the first one took away. Marketo keeps no note of that, but its second answer tells:
/// if it took something away now, the first call did nothing; if all that it was asked for is gone, the first call did it.
/// </summary>
public static class LostWork
{
    /// <param name="results">Of a call that was made because the answer to an earlier one for the same records was lost.</param>
    /// <returns>The records of which the earlier call may have taken away what they name.</returns>
    public static IReadOnlySet<long> Of(Operation operation, IReadOnlyList<RecordResult> results) =>
        operation.Action is not (SyncAction.Delete or SyncAction.Remove) || results.Any(result => result.Status == operation.Successes[0])
            ? new HashSet<long>()
            : results.Where(result => result.Status == RecordStatus.Unchanged).Select(result => result.Record).ToHashSet();

    /// <summary>The results with what the earlier call did counted as done.</summary>
    /// <param name="records">Of <see cref="Of"/>, without those that name what was gone before that call.</param>
    public static IReadOnlyList<RecordResult> Credit(
        Operation operation, IReadOnlyList<RecordResult> results, IReadOnlySet<long> records) =>
        [.. results.Select(result => records.Contains(result.Record) ? Credited(result, operation.Successes[0]) : result)];

    private static RecordResult Credited(RecordResult result, RecordStatus done) => result with
    {
        Status = done,
        Reasons = [new(FaultCodes.AnswerLost, "Gone when asked again after a lost answer: by that call, or before it")],
    };
}
