namespace MarketoSync.Records;

/// <summary>A record that intake rejected, as <see cref="Runs.RunFiles.Rejected"/> holds it.</summary>
/// <param name="Record">The record's zero-based number in the input.</param>
/// <param name="Line">Its one-based line in the source.</param>
/// <param name="Code">One of <see cref="Intake.RejectionCodes"/>.</param>
/// <param name="Message">The same in words.</param>
/// <param name="Raw">The record's text in the source, no more than its first 32 KB.</param>
/// <param name="Json">The record as it would have been sent, if it can be: it was rejected for what it says. <paramref name="Raw"/> is empty then.</param>
/// <param name="More">What else is wrong with it.</param>
public sealed record RejectedRecord(
    uint Record, uint Line, string Code, string Message, string Raw, string? Json = null, IReadOnlyList<Reason>? More = null);
