namespace MarketoSync.Embedded;

/// <summary>Why the engine came to rest.</summary>
public enum EngineEnd
{
    /// <summary>The orchestration is over.</summary>
    Finished,

    /// <summary>The orchestration waits for an event from outside and for nothing else.</summary>
    Waiting,

    /// <summary>It was asked to stop; what was under way is finished and kept.</summary>
    Interrupted,
}
