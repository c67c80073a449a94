namespace MarketoSync.Orchestration;

/// <summary>
/// All that orchestration code may use. The code is run again from its start to bring back its state, and has to do the same each time:
/// no clock, random, I/O or thread but by these members, and no <c>ConfigureAwait</c>.
/// </summary>
public interface IOrchestrationContext
{
    /// <summary>The time, which is the same in each run of the code.</summary>
    DateTimeOffset Now { get; }

    /// <summary>Has a step done, at least once, and gives its output.</summary>
    Task<TOutput> CallAsync<TInput, TOutput>(Activity<TInput, TOutput> activity, TInput input);

    Task<TOutput> CallChildAsync<TInput, TOutput>(ChildOrchestration<TInput, TOutput> child, TInput input);

    /// <summary>Waits, however long, also over a restart. Cancelled if the code no longer needs it.</summary>
    Task DelayUntilAsync(DateTimeOffset due, CancellationToken cancellation);

    /// <summary>Completes when an event of that name has come from outside.</summary>
    Task WaitForEventAsync(string name);

    /// <summary>Shows how far the run is.</summary>
    void Report(RunProgress progress);
}
