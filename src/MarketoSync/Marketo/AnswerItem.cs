using MarketoSync.Records;

namespace MarketoSync.Marketo;

/// <summary>One element of an answer's <c>result</c>.</summary>
/// <param name="Id">Marketo's <c>id</c> or <c>marketoGUID</c> as text.</param>
/// <param name="Reasons">From <c>reasons</c>, <c>reason</c> or <c>errors</c>, whichever the endpoint uses.</param>
public sealed record AnswerItem(string? Status, string? Id, IReadOnlyList<Reason> Reasons);
