namespace MarketoSync.Intake;

/// <summary>Why intake rejects a record. Words, so that none is ever taken for one of Marketo's numbers.</summary>
public static class RejectionCodes
{
    public const string MalformedJson = "malformed-json";

    public const string NotAnObject = "not-an-object";

    public const string EmptyRecord = "empty-record";

    public const string InvalidUtf8 = "invalid-utf8";

    public const string LoneSurrogate = "lone-surrogate";

    public const string DuplicateField = "duplicate-field";

    public const string TooLarge = "too-large";

    public const string RaggedRow = "ragged-row";

    public const string BadQuotes = "bad-quotes";

    public const string BadValue = "bad-value";

    /// <summary>A row of a file cannot hold it.</summary>
    public const string Misfit = "no-row";

    public const string MissingKey = "missing-key";

    /// <summary>A line of a rejects file that nobody has fixed yet.</summary>
    public const string NotFixed = "not-fixed";
}
