namespace MarketoSync.Marketo;

/// <summary>What may be done after a call whose answer was lost.</summary>
public enum Replay
{
    /// <summary>Send it again: twice leaves Marketo as once does.</summary>
    Repeat,

    /// <summary>Find out first what the call did: a second one would make a second object, or be told that the first one exists.</summary>
    LookUp,

    /// <summary>Nothing: it cannot be found out, and a second call would do it twice.</summary>
    Never,
}
