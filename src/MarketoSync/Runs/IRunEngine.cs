using MarketoSync.Orchestration;

namespace MarketoSync.Runs;

/// <summary>What takes runs from their stored records to their reports.</summary>
public interface IRunEngine
{
    /// <summary>Begins a run whose intake is complete. One that began already is left as it is, whoever began it.</summary>
    Task StartAsync(RunInput input, CancellationToken cancellation);

    /// <summary>What the run is doing, or null if the engine does not know it.</summary>
    Task<RunActivity?> ActivityAsync(string run, CancellationToken cancellation);

    /// <summary>Tells a run of one of <see cref="RunEvents"/>.</summary>
    /// <returns>False if the run is over, or unknown: then nobody heard.</returns>
    Task<bool> RaiseAsync(string run, string name, CancellationToken cancellation);
}
