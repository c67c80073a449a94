namespace MarketoSync.Reports;

/// <summary>What CSV cannot carry so that the same JSON comes back: NDJSON can.</summary>
/// <param name="Field">The field that holds it.</param>
/// <param name="Line">The source line of the first record that has it.</param>
/// <param name="Problem">A sentence for people, which holds no value of a record.</param>
public sealed record CsvObstacle(string Field, long Line, string Problem);
