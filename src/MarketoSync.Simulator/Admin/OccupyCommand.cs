namespace MarketoSync.Simulator;

/// <summary>Queues import jobs of other users.</summary>
/// <param name="Seconds">How long each imports once it is its turn.</param>
/// <param name="Kind">Whose queue, where each kind has its own.</param>
internal sealed record OccupyCommand(int Jobs, double Seconds, ImportKind Kind = ImportKind.Leads);
