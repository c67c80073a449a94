namespace MarketoSync.Simulator;

/// <summary>How an answer departs from the usual shape, by a fault.</summary>
/// <param name="NumericCodes">Codes as JSON numbers instead of strings.</param>
/// <param name="ReasonMember">Where a skipped record says why: null where the endpoint usually does, <c>reason</c> as one object.</param>
/// <param name="DropOneResult">Leave out the last result.</param>
/// <param name="RefusedRecord">Index of a record to refuse with an unknown code; -1 for none.</param>
internal sealed record AnswerStyle(
    bool NumericCodes = false, string? ReasonMember = null, bool DropOneResult = false, int RefusedRecord = -1)
{
    public static readonly AnswerStyle Usual = new();
}
