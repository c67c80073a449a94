namespace MarketoSync.Importing;

/// <summary>An import as Marketo last told of it. It is kept with its batch.</summary>
/// <param name="Id">Marketo's number of it, for seven days.</param>
/// <param name="Processed">Rows, where it tells.</param>
/// <param name="Failed">Rows that failed, null if it does not tell: then their file does.</param>
/// <param name="Warned">Rows that were imported, with a warning.</param>
public sealed record ImportJob(string Id, ImportState State, long? Processed = null, long? Failed = null, long Warned = 0, string? Message = null);
