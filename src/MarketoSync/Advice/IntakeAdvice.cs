namespace MarketoSync.Advice;

/// <summary>Why records of the input were never sent.</summary>
internal static class IntakeAdvice
{
    public static IReadOnlyList<(string Code, string Meaning, string Action)> All { get; } =
    [
        ("malformed-json", "The line is not valid JSON.", "Correct the line. Often a comma, a quote or a brace is missing, or the line was cut off."),
        ("not-an-object", "The line is valid JSON and yet no record: a record stands in braces.", "Write the record as {\"field\":\"value\"}."),
        ("invalid-utf8", "The text is not UTF-8, so letters such as é cannot be read with certainty.", "Save the file as UTF-8 (in Excel: \"CSV UTF-8\"), then sync it again."),
        ("lone-surrogate", "The text holds half of a character, usually an emoji that was cut in two.", "Remove or retype the character, then sync the record again."),
        ("duplicate-field", "The record has the same field twice, by itself or by the mapping, and only one value can win.", "Keep one of the two, or let the mapping drop the other."),
        ("missing-key", "The record has no value in a field by which Marketo tells records apart.", "Fill in the field that the message names. If its column has another name, map it."),
        ("too-large", "The record alone is larger than a call to Marketo may be.", "Shorten its long texts, or leave fields out."),
        ("ragged-row", "The row does not have as many cells as the header.", "Look for a comma that needs quotes around its value, or for a missing one."),
        ("bad-quoting", "A quote in the row is not where CSV allows it.", "Put quotes around the whole value and double those within: \"say \"\"hello\"\"\"."),
        ("bad-quotes", "A quote in the row is not where CSV allows it.", "Put quotes around the whole value and double those within: \"say \"\"hello\"\"\"."),
        ("bad-value", "A value does not fit the type that its column is declared as.", "Correct the value: digits with a decimal point in a number column, true or false in a boolean one."),
        ("empty-record", "The row or line has no values.", "Nothing to do if it is a left-over. Otherwise fill it in."),
        ("bad-number", "The column is declared as number and the value is none.", "Write digits with a decimal point, such as 1234.5, without spaces or thousands separators."),
        ("bad-boolean", "The column is declared as boolean and the value is neither true nor false.", "Write true or false."),
        ("not-fixed", "The record still holds the unreadable source text of an earlier run.", "Put the values into fields of their own and empty marketosync.raw."),
        ("still-raw", "The record still holds the unreadable source text of an earlier run.", "Put the values into fields of their own and empty marketosync.raw."),
    ];
}
