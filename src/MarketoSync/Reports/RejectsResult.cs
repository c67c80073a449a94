namespace MarketoSync.Reports;

/// <summary>What came of writing records out.</summary>
/// <param name="Records">Records written.</param>
/// <param name="Obstacle">Why CSV cannot carry them. Nothing was written then.</param>
public sealed record RejectsResult(long Records, CsvObstacle? Obstacle = null);
