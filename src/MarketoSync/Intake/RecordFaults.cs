using System.Text;
using System.Text.Json;
using MarketoSync.Preflight;
using MarketoSync.Records;

namespace MarketoSync.Intake;

/// <summary>The faults of single records, in the words that the report shows.</summary>
internal static class RecordFaults
{
    public static RecordFault NotAnObject { get; } = new(
        RejectionCodes.NotAnObject,
        "This is valid JSON but not a record: a record is an object with fields, such as {\"email\":\"a@example.com\"}.");

    public static RecordFault EmptyRecord { get; } = new(
        RejectionCodes.EmptyRecord,
        "The record has no fields, so there is nothing to send.");

    public static RecordFault MissingKey(IReadOnlyList<string> fields) => new(
        RejectionCodes.MissingKey,
        fields is [var one]
            ? $"The record has no {one}, by which Marketo would know what is meant."
            : $"The record has not all of {string.Join(", ", fields)}, by which Marketo would know what is meant.");

    public static RecordFault NothingLeft { get; } = new(
        RejectionCodes.EmptyRecord,
        "The mapping leaves the record no field of its own, so there is nothing to send.");

    /// <summary>What Marketo would refuse a record for, or null if that is nothing.</summary>
    /// <param name="json">The record as it would be sent.</param>
    public static RecordFault? Refused(IReadOnlyList<PreflightIssue> issues, ReadOnlySpan<byte> json)
    {
        Reason[] reasons = [.. issues.Where(issue => issue.IsRefused).Select(issue => new Reason(issue.Code, issue.Message))];
        return reasons is [var first, .. var more]
            ? new(first.Code, first.Message, Json: Encoding.UTF8.GetString(json), More: more.Length > 0 ? more : null)
            : null;
    }

    public static RecordFault InvalidUtf8 { get; } = new(
        RejectionCodes.InvalidUtf8,
        "The record holds characters that are not in the UTF-8 encoding. Save the file as UTF-8.");

    public static RecordFault LoneSurrogate { get; } = new(
        RejectionCodes.LoneSurrogate,
        "The record holds half of a character (an escape from \\ud800 to \\udfff without its partner). "
        + "Text was cut in the middle of an emoji or a rare letter.");

    public static RecordFault MalformedJson(JsonException fault) => new(
        RejectionCodes.MalformedJson,
        $"This is not valid JSON: it goes wrong near character {(fault.BytePositionInLine ?? 0) + 1}"
        + (fault.LineNumber > 0 ? $" of line {fault.LineNumber + 1} of the record." : "."),
        fault.LineNumber ?? 0);

    public static RecordFault DuplicateField(string name) => new(
        RejectionCodes.DuplicateField,
        $"The field '{name}' is in the record twice, so it is not clear which value is meant.");

    public static RecordFault MappedToOne(string first, string second, string sent) => new(
        RejectionCodes.DuplicateField,
        $"The fields '{first}' and '{second}' of the record are both sent as '{sent}' by the mapping, so it is not clear which value is meant.");

    public static RecordFault TooLarge(long most) => new(
        RejectionCodes.TooLarge,
        $"The record is too large for a call: {most} bytes is the most that one record may have.");

    /// <param name="json">The record as it would be sent by calls.</param>
    public static RecordFault Misfit(string field, ReadOnlySpan<byte> json) => new(
        RejectionCodes.Misfit,
        $"A row of a file cannot hold what is in the field '{field}': a value that is null, empty or made of several. Use the mode sync for such records.",
        Json: Encoding.UTF8.GetString(json));

    public static RecordFault NotFixed(string raw) => new(
        RejectionCodes.NotFixed,
        "The record still waits to be fixed: put right what marketosync.raw holds, as fields of the record, and remove marketosync.raw.",
        Raw: raw);

    public static RecordFault RaggedRow(int cells, int columns) => new(
        RejectionCodes.RaggedRow,
        $"The row has {cells} cells, the header has {columns} columns. "
        + (cells > columns ? "A comma inside a cell needs quotes around the cell." : "Cells are missing."));

    public static RecordFault StrayQuote { get; } = new(
        RejectionCodes.BadQuotes,
        "A quote stands inside a cell that does not begin with one. Put quotes around the cell, and double the one inside.");

    public static RecordFault TextAfterQuote { get; } = new(
        RejectionCodes.BadQuotes,
        "Text follows the closing quote of a cell. A quote inside a cell must be doubled.");

    public static RecordFault OpenQuote { get; } = new(
        RejectionCodes.BadQuotes,
        "A quote opens in this row and never closes, so everything to the end of the file is in one cell.");

    public static RecordFault BadValue(string column, string type) => new(
        RejectionCodes.BadValue,
        $"The cell in column '{column}' is no {type}.");
}
