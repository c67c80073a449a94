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
    /// <returns>The same, with what the earlier call did counted as done.</returns>
    public static IReadOnlyList<RecordResult> Credit(Operation operation, IReadOnlyList<RecordResult> results)
    {
        if (operation.Action is not (SyncAction.Delete or SyncAction.Remove)) return results;

        var done = operation.Successes[0];
        return results.Any(result => result.Status == done)
            ? results
            : [.. results.Select(result => result.Status == RecordStatus.Unchanged ? Credited(result, done) : result)];
    }

    private static RecordResult Credited(RecordResult result, RecordStatus done) => result with
    {
        Status = done,
        Reasons = [new(FaultCodes.AnswerLost, "Gone when asked again after a lost answer: by that call, or before it")],
    };
}
