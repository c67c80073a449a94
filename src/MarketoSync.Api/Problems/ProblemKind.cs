namespace MarketoSync.Api.Problems;

/// <summary>A kind of problem. Its code is part of the API and never changes.</summary>
/// <param name="Title">The same for every problem of the kind.</param>
public sealed record ProblemKind(string Code, int Status, string Title);
