namespace MarketoSync.Simulator;

/// <summary>Makes a write fail as a whole, unwritten, when its body contains a text, as one bad record makes Marketo do.</summary>
/// <param name="Text">Looked for in the body's bytes as they are, without regard to JSON escapes.</param>
/// <param name="Fault">A name in <see cref="FaultCatalogue"/>: 1003, 609, 611-before, 1077, http-500-before, …</param>
public sealed record PoisonRule(string Text = "poison", string Fault = "1003");
