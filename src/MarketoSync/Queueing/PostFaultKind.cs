namespace MarketoSync.Queueing;

/// <summary>What is wrong with a post of records.</summary>
public enum PostFaultKind
{
    /// <summary>An option does not fit.</summary>
    Option,

    /// <summary>The body is not what is asked for.</summary>
    Body,

    /// <summary>The body holds no record.</summary>
    Empty,

    /// <summary>The body has too many bytes, or holds too many records.</summary>
    TooLarge,
}
