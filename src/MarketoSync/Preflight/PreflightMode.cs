namespace MarketoSync.Preflight;

/// <summary>What is done with records of which Marketo's own description says that it will refuse them.</summary>
public enum PreflightMode
{
    /// <summary>They are not looked for.</summary>
    Off,

    /// <summary>They are told of and sent all the same.</summary>
    Warn,

    /// <summary>They are rejected.</summary>
    Reject,
}
