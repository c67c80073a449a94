namespace MarketoSync.Queueing;

/// <summary>Why a post of records is not taken.</summary>
/// <param name="Text">What is wrong and what would fit, for the caller. Holds nothing of the body.</param>
/// <param name="Option">The option's name in the HTTP API, if it is an option that does not fit.</param>
public sealed record PostFault(PostFaultKind Kind, string Text, string? Option = null);
