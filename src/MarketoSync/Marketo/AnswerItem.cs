using MarketoSync.Records;

namespace MarketoSync.Marketo;

/// <summary>One element of an answer's <c>result</c>.</summary>
/// <param name="Id">Marketo's <c>id</c>, <c>marketoGUID</c> or <c>leadId</c> as text.</param>
/// <param name="Reasons">From <c>reasons</c>, <c>reason</c> or <c>errors</c>, whichever the endpoint uses.</param>
public sealed record AnswerItem(string? Status, string? Id, IReadOnlyList<Reason> Reasons)
{
    /// <summary>The record's place in the request, where the endpoint tells it.</summary>
    public int? Sequence { get; init; }
}
