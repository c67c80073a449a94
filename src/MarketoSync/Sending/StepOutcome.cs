using MarketoSync.Marketo;
using MarketoSync.Orchestration;
using MarketoSync.Records;
using MarketoSync.Recovery;

namespace MarketoSync.Sending;

/// <summary>Makes the outcome of a step from what came of its call.</summary>
internal static class StepOutcome
{
    public static BatchOutcome Of(CallResult result, IReadOnlyCollection<RecordResult> settled, int left, DateTimeOffset now) => new(
        result.Kind, result.Code, ByStatus(settled), left, 0, result.SentAt, result.OverAt, now, CountOf(result));

    public static IReadOnlyDictionary<RecordStatus, int> ByStatus(IEnumerable<RecordResult> results) =>
        results.CountBy(result => result.Status).ToDictionary();

    public static CallCount CountOf(CallResult result) => result switch
    {
        { Reached: false } => CallCount.None,
        { Succeeded: true } => CallCount.Success,
        _ => CallCount.Error(result.Code),
    };
}
