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
        ("too-large", "The record alone is larger than a call to Marketo may be.", "Shorten its long texts, or leave fields out."),
        ("ragged-row", "The row does not have as many cells as the header.", "Look for a comma that needs quotes around its value, or for a missing one."),
        ("bad-quotes", "A quote in the row is not where CSV allows it.", "Put quotes around the whole value and double those within: \"say \"\"hello\"\"\"."),
        ("bad-value", "A value does not fit the type that its column is declared as.", "Correct the value: digits with a decimal point in a number column, true or false in a boolean one."),
        ("no-row", "A row of a file cannot hold the record.", "Sync it with --mode sync, or leave the field out."),
        ("empty-record", "The row or line has no values.", "Nothing to do if it is a left-over. Otherwise fill it in."),
        ("missing-key", "The record lacks what tells it apart, so Marketo could not know which one is meant.", "Fill in what the message names or, where the target allows it, sync by another key."),
        ("unknown-field", "Marketo does not know the field, and refuses records that have it, sometimes with all the others of their call.", "Correct the name, let a mapping rename or drop it, or have the field made in Marketo. Names are compared exactly."),
        ("read-only-field", "Marketo itself sets this field, and takes no values for it.", "Leave it out, or let a mapping drop it."),
        ("company-field", "The field is not the lead's own but its company's.", "Sync it to companies, and tie the lead to its company by externalCompanyId."),
        ("wrong-type", "A value does not fit the type that its field has in Marketo.", "Correct the value of the field that the message names."),
        ("no-value", "The field cannot be cleared in Marketo.", "Fill it in, or leave it out of records that are there already."),
        ("too-long", "A text is longer than its field in Marketo.", "Shorten the text in the field that the message names."),
        ("bad-email", "The value is no address that Marketo takes.", "Correct it. Marketo takes ASCII letters only, also in the domain."),
        ("not-fixed", "The record still holds the unreadable source text of an earlier run.", "Put the values into fields of their own and empty marketosync.raw."),
    ];
}
