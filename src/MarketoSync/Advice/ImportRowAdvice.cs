namespace MarketoSync.Advice;

/// <summary>The texts with which a bulk import refuses a row, or warns of it. Source: Adobe's pages on bulk import.</summary>
internal static class ImportRowAdvice
{
    private static readonly (string Part, CodeAdvice Advice)[] s_texts =
    [
        ("missing.dedupe.fields", new(
            "The row has no value in the field that records are told apart by.",
            "Fill in the key, and check that the column's name is spelled exactly as in Marketo.")),
        ("Invalid data type in field", new(
            "A value does not fit its field, for instance text in a number field.",
            "Correct the value of the field that the message names. Marketo names it by its label.")),
        ("Value for lookup field", new(
            "The row has no value in the lookup field.",
            "Fill in the lookup field, then sync the row again.")),
        ("Invalid email address", new(
            "The email address is malformed. Marketo imported the row all the same.",
            "Correct the address in Marketo, or in your file and sync the record again.")),
        ("Lead not found", new(
            "The row links to a person who is not in Marketo.",
            "Check the field that holds the link, or sync the person first.")),
    ];

    public static CodeAdvice? For(string message)
    {
        foreach (var (part, advice) in s_texts)
        {
            if (message.Contains(part, StringComparison.OrdinalIgnoreCase)) return advice;
        }

        return null;
    }
}
