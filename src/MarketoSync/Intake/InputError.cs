namespace MarketoSync.Intake;

/// <summary>
/// The source cannot be split into records that can be trusted, so none of it may be sent. What intake wrote until
/// then is of no use.
/// </summary>
/// <param name="Line">The one-based line of the source.</param>
/// <param name="Text">What is wrong and what to do about it, for the user.</param>
public sealed record InputError(uint Line, string Text) : IntakeResult;
