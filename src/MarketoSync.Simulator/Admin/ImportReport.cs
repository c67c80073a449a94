namespace MarketoSync.Simulator;

/// <summary>The answer of <c>GET /simulator/imports</c>.</summary>
public sealed record ImportReport(ImportTotals Totals, IReadOnlyList<ImportSnapshot> Jobs);
