namespace MarketoSync.Api.Problems;

/// <summary>Problem details as they travel (RFC 9457).</summary>
/// <param name="Code">Tells problems apart: see <see cref="ProblemKinds"/>.</param>
/// <param name="Detail">For people: what happened, and what to do about it. Never a record's content.</param>
/// <param name="Parameter">The parameter at fault.</param>
/// <param name="Line">The one-based line of the body at fault.</param>
public sealed record ProblemBody(string Type, string Title, int Status, string Code, string Detail, string? Parameter, long? Line);
