namespace MarketoSync.Simulator;

/// <summary>Counts over all import jobs since the start or the last reset.</summary>
/// <param name="Jobs">Jobs that were queued, by kind.</param>
/// <param name="Rows">Rows of their files.</param>
/// <param name="RowsImported">Rows written, those with a warning among them.</param>
/// <param name="RefusedByQueue">Uploads that met a full queue and got 1016.</param>
/// <param name="FilesSentAgain">Jobs with the very file that an earlier job of the same object had.</param>
/// <param name="MostInQueue">The most jobs queued or importing in one queue at a time, other people's among them.</param>
/// <param name="MostImporting">The most of those that were importing.</param>
/// <param name="MostOwnInQueue">The most jobs queued or importing at a time that were uploaded by calls.</param>
public sealed record ImportTotals(
    IReadOnlyDictionary<ImportKind, int> Jobs, long Rows, long RowsImported, long RowsFailed, long RowsWithWarning, int RefusedByQueue,
    int FilesSentAgain, int MostInQueue, int MostImporting, int MostOwnInQueue);
