using MarketoSync.Intake;

namespace MarketoSync.Preflight;

/// <summary>What records can be told to lack or to have too much. Words, so that none is ever taken for one of Marketo's numbers.</summary>
public static class PreflightCodes
{
    /// <summary>Marketo has no such field. Every record that has it is refused.</summary>
    public const string UnknownField = "unknown-field";

    /// <summary>Marketo lets the field be read only. Every record that has it is refused.</summary>
    public const string ReadOnlyField = "read-only-field";

    /// <summary>The field is the lead's company's. Sources disagree on whether Marketo refuses it or changes the company.</summary>
    public const string CompanyField = "company-field";

    public const string WrongType = "wrong-type";

    public const string NoValue = "no-value";

    public const string TooLong = "too-long";

    public const string BadEmail = "bad-email";

    public const string MissingKey = RejectionCodes.MissingKey;
}
