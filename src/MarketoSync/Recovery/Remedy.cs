namespace MarketoSync.Recovery;

/// <summary>The kinds of recovery that an error may ask for.</summary>
public enum Remedy
{
    /// <summary>Get a new token and send again.</summary>
    Authenticate,

    /// <summary>A limit of the subscription is reached, by whomever: rest and send again. Not the batch's fault.</summary>
    Throttle,

    /// <summary>The day's calls are used up: wait for the quota's reset.</summary>
    WaitForQuota,

    /// <summary>Marketo's queue of imports is full: wait for a place, however long that takes.</summary>
    WaitForSlot,

    /// <summary>A passing fault: wait and send again, a limited number of times.</summary>
    BackOff,

    /// <summary>The call is too large: split it.</summary>
    SplitBySize,

    /// <summary>The call takes Marketo too long: split it.</summary>
    SplitByTime,

    /// <summary>Something in the call is refused, perhaps one record of it: split until it stands alone.</summary>
    Isolate,

    /// <summary>A person has to act before any call can succeed.</summary>
    Stop,
}
