namespace MarketoSync.Simulator;

/// <summary>Which calls a scripted fault waits for.</summary>
public enum FaultTarget
{
    /// <summary>The next call that writes.</summary>
    Write,

    /// <summary>The next call that reads.</summary>
    Read,

    /// <summary>The next REST call of any kind.</summary>
    Any,

    /// <summary>The next call to Identity. Only HTTP and connection effects make sense there.</summary>
    Identity,
}
