using MarketoSync.Records;

namespace MarketoSync.Marketo;

/// <summary>A parsed answer of the REST API.</summary>
/// <param name="Errors">Why the whole call was refused, if <paramref name="Success"/> is false.</param>
/// <param name="Items">The elements of <c>result</c>, or null where there is no such member.</param>
public sealed record Answer(bool Success, string? RequestId, IReadOnlyList<Reason> Errors, IReadOnlyList<AnswerItem>? Items);
