namespace MarketoSync.Simulator;

/// <summary>The answer of <c>GET /simulator/statistics</c>.</summary>
/// <param name="Ledger">What was done with leads.</param>
/// <param name="Leads">Leads in the subscription.</param>
/// <param name="Objects">What was done with each object, leads among them, by the name that the ledger knows it by.</param>
public sealed record AdminReport(
    SimulatorStatistics Calls, LedgerTotals Ledger, int Leads, IReadOnlyDictionary<string, LedgerTotals> Objects);
