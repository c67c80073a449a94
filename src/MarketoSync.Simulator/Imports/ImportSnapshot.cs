namespace MarketoSync.Simulator;

/// <summary>One import job as it is now.</summary>
/// <param name="Id">Its <c>batchId</c>.</param>
/// <param name="Object">
/// What it writes, by the name that the ledger has for it: <c>leads</c>, <c>customobjects/car_c</c>, <c>programs/2001/members</c>.
/// </param>
/// <param name="Call">The number of the REST call that uploaded it.</param>
/// <param name="StartedAt">When its import began; null while it is queued.</param>
/// <param name="EndedAt">Null while it is not over.</param>
/// <param name="Bytes">Bytes of the file.</param>
/// <param name="FileHash">The same for the same file.</param>
/// <param name="Rows">Rows of the file without header and blank lines.</param>
/// <param name="Imported">Rows written so far, those with a warning among them.</param>
/// <param name="Failed">Rows that failed so far.</param>
/// <param name="Warned">Rows written with a warning so far.</param>
/// <param name="Message">As the status call tells it.</param>
public sealed record ImportSnapshot(
    long Id, ImportKind Kind, string Object, ImportStatus Status, long Call, DateTimeOffset CreatedAt, DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt, long Bytes, string FileHash, int Rows, int Imported, int Failed, int Warned, string Message);
