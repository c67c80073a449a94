using System.Globalization;
using MarketoSync.Intake;

namespace MarketoSync.Preflight;

/// <summary>What is told of fields and values. Never a value: it may be personal, and it would make each message another.</summary>
internal static class PreflightMessages
{
    /// <param name="like">A field that differs in capitals only.</param>
    public static PreflightIssue Unknown(string field, string? like) => new(
        PreflightCodes.UnknownField,
        field,
        $"Marketo tells of no field '{field}'. " + (like is null
            ? "Correct its name, leave it out, or have the field made in Marketo."
            : $"It has '{like}': capitals count."),
        IsOfField: true);

    /// <summary>For a source whose names never repeat.</summary>
    public static PreflightIssue MoreUnknown(int most) => new(
        PreflightCodes.UnknownField,
        "",
        string.Create(CultureInfo.InvariantCulture, $"Marketo tells of more than {most:N0} of the fields in the source not at all. Look at what the fields are named by."),
        IsOfField: true);

    public static PreflightIssue ReadOnly(string field) => new(
        PreflightCodes.ReadOnlyField, field, $"The field '{field}' can be read only. Leave it out.", IsOfField: true);

    public static PreflightIssue OfCompany(string field) => new(
        PreflightCodes.CompanyField,
        field,
        $"The field '{field}' belongs to the lead's company. Marketo may refuse it, or change it for every lead of that company. Sync it to companies.",
        IsOfField: true,
        IsRefused: false);

    public static PreflightIssue MissingKey(string field) => new(
        PreflightCodes.MissingKey, field, RecordFaults.MissingKey([field]).Message, IsOfField: false);

    public static PreflightIssue NoValue(string field) => new(
        PreflightCodes.NoValue, field, $"The field '{field}' must have a value, and cannot be cleared.", IsOfField: false);

    /// <param name="mayBeTaken">Whether the record may go by a file, of which it is not known that Marketo refuses such a value there.</param>
    public static PreflightIssue Of(ValueProblem problem, FieldSchema field, bool mayBeTaken = false)
    {
        var (code, message) = problem switch
        {
            ValueProblem.TooLong => (PreflightCodes.TooLong, $"The field '{field.Name}' holds {Most(field)} at most, and the text is longer."),
            ValueProblem.LettersInEmail => (PreflightCodes.BadEmail, $"The field '{field.Name}' takes addresses of ASCII letters only, and the text has others."),
            ValueProblem.NoEmail => (PreflightCodes.BadEmail, $"The field '{field.Name}' takes an e-mail address, and the text is none."),
            _ => (PreflightCodes.WrongType, $"The field '{field.Name}' takes {Wanted(field.Type)}, and there is something else in it."),
        };
        return new PreflightIssue(code, field.Name, mayBeTaken ? message + " An import may take it all the same." : message, IsOfField: false, !mayBeTaken);
    }

    private static string Most(FieldSchema field) => field is { Type: FieldType.TextArea, Length: null or >= ValueCheck.MostTextBytes }
        ? string.Create(CultureInfo.InvariantCulture, $"{ValueCheck.MostBytes(field):N0} bytes")
        : string.Create(CultureInfo.InvariantCulture, $"{field.Length:N0} characters");

    private static string Wanted(FieldType type) => type switch
    {
        FieldType.Text or FieldType.TextArea or FieldType.Email => "a text",
        FieldType.Whole => "a whole number",
        FieldType.Number or FieldType.Currency => "a number",
        FieldType.Boolean => "true or false",
        FieldType.Date => "a date such as 2026-08-30",
        _ => "a time such as 2026-08-30T05:49:48Z",
    };
}
