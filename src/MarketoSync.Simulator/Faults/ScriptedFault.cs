namespace MarketoSync.Simulator;

/// <summary>A fault that strikes surely: the next calls of a kind, each once, in the order of the script.</summary>
/// <param name="Fault">A name in <see cref="FaultCatalogue"/>.</param>
/// <param name="Count">How many calls it strikes.</param>
/// <param name="Path">Only calls whose path begins with this, such as <c>/rest/v1/companies</c>; null for any. Not for Identity.</param>
public sealed record ScriptedFault(string Fault, FaultTarget On = FaultTarget.Write, int Count = 1, string? Path = null);
