namespace MarketoSync.Orchestration;

/// <summary>Events that a run waits for.</summary>
public static class RunEvents
{
    public const string Cancel = "cancel";

    /// <summary>To a run that stopped: what it stopped for was mended.</summary>
    public const string Resume = "resume";
}
