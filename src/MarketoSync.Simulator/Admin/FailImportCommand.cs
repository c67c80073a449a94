namespace MarketoSync.Simulator;

/// <summary>Lets the next import job end as failed.</summary>
/// <param name="AfterRows">Rows that it does before that.</param>
internal sealed record FailImportCommand(int AfterRows = 0, string Message = "Import failed");
