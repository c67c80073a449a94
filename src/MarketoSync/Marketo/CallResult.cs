namespace MarketoSync.Marketo;

/// <summary>What came of a <see cref="Call"/>.</summary>
/// <param name="Code">Marketo's code, the HTTP status, or one of <see cref="FaultCodes"/>; empty if accepted.</param>
/// <param name="Message">Marketo's text for the code. It may hold values of records: for results only, never for logs.</param>
/// <param name="Body">The whole answer, if Marketo said <c>success</c>.</param>
/// <param name="SentAt">
/// The earliest that Marketo's own clock can have shown when the call was sent: what it creates by this call is no older.
/// </param>
/// <param name="OverAt">The latest that Marketo's clock can have shown when the call was over on our side.</param>
/// <param name="Reached">Whether the request may have reached Marketo, and so counts as a call.</param>
public sealed record CallResult(
    OutcomeKind Kind,
    string Code,
    string? Message,
    ReadOnlyMemory<byte> Body,
    DateTimeOffset SentAt,
    DateTimeOffset OverAt = default,
    bool Reached = true)
{
    /// <summary>Marketo's own name for the call.</summary>
    public string? RequestId { get; init; }

    public bool Succeeded => Kind == OutcomeKind.Accepted;
}
