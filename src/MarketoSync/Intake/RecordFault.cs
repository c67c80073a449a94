using MarketoSync.Records;

namespace MarketoSync.Intake;

/// <summary>What is wrong with a record.</summary>
/// <param name="Code">One of <see cref="RejectionCodes"/>.</param>
/// <param name="Message">The same in words that a marketing person understands.</param>
/// <param name="Line">Zero-based line within the record where it is wrong.</param>
/// <param name="Raw">The text to keep for the user in place of the record's own.</param>
/// <param name="Json">The record as it would have been sent, where nothing is wrong with its form.</param>
/// <param name="More">What else is wrong with it.</param>
internal sealed record RecordFault(
    string Code, string Message, long Line = 0, string? Raw = null, string? Json = null, IReadOnlyList<Reason>? More = null);
