namespace MarketoSync.Runs;

/// <summary>Where a run is in its life.</summary>
public enum RunPhase
{
    Running,

    /// <summary>It stopped, its report says why, and it waits for <see cref="Orchestration.RunEvents.Resume"/>.</summary>
    Stopped,

    /// <summary>It is over, and its report is written.</summary>
    Ended,

    /// <summary>The engine could not go on. What was sent and settled is kept.</summary>
    Failed,
}
