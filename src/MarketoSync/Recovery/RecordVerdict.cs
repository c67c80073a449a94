using MarketoSync.Marketo;
using MarketoSync.Records;

namespace MarketoSync.Recovery;

/// <summary>What an element of an answer says of its record.</summary>
/// <param name="Status">Null if the record is to be sent again: Marketo was busy with what it belongs to.</param>
/// <param name="Id">Marketo's id.</param>
/// <param name="Reasons">Why, where Marketo said so.</param>
public sealed record RecordVerdict(RecordStatus? Status, string? Id, IReadOnlyList<Reason>? Reasons)
{
    private static readonly HashSet<string> s_passing = ["1014", "1016", "1019", "1029"];

    public static RecordVerdict Of(AnswerItem item, Operation operation)
    {
        if (item.Reasons.Any(reason => s_passing.Contains(reason.Code))) return new(null, null, item.Reasons);

        if (item.Reasons.Any(reason => operation.NoOps.Contains(reason.Code))) return new(RecordStatus.Unchanged, item.Id, item.Reasons);

        if (item.Reasons.Count > 0)
            return new(IsSkipped(item) ? RecordStatus.Skipped : RecordStatus.Failed, item.Id, item.Reasons);

        if (item.Status == "skipped")
            return new(RecordStatus.Skipped, item.Id, [new("unexplained", "Marketo skipped the record and did not say why")]);

        return item.Status is { } status && operation.Successes.Where(success => success.Name() == status).Take(1).ToList() is [var done]
            ? new(done, item.Id, null)
            : new(RecordStatus.Unknown, item.Id, [new(FaultCodes.UnexpectedStatus, "Marketo answered with a status that is not documented")]);
    }

    /// <summary>
    /// The official sample of Push Lead holds a refused item without a status, with code 501: refused, but no verdict of the usual kind.
    /// </summary>
    private static bool IsSkipped(AnswerItem item) => item.Status == "skipped" || item.Reasons[0].Code is ['1', _, _, _];
}
