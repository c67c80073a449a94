namespace MarketoSync.Preflight;

/// <summary>What is wrong with a value.</summary>
internal enum ValueProblem
{
    None,
    WrongType,
    TooLong,
    LettersInEmail,
    NoEmail,
}
