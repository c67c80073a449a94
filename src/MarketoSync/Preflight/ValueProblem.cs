namespace MarketoSync.Preflight;

/// <summary>What is wrong with a value.</summary>
internal enum ValueProblem
{
    None,

    /// <summary>Null or empty, where Marketo takes neither.</summary>
    NoValue,
    WrongType,

    /// <summary>A text without a digit or a number with decimals, where a whole number is wanted.</summary>
    NotWhole,
    TooLong,
    LettersInEmail,
    NoEmail,
}
