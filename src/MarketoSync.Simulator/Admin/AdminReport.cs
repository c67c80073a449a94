namespace MarketoSync.Simulator;

/// <summary>The answer of <c>GET /simulator/statistics</c>.</summary>
/// <param name="Leads">Leads in the subscription.</param>
public sealed record AdminReport(SimulatorStatistics Calls, LedgerTotals Ledger, int Leads);
