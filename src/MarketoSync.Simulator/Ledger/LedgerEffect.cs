namespace MarketoSync.Simulator;

/// <summary>What a call did with a record.</summary>
public enum LedgerEffect
{
    Created,
    Updated,
    Skipped,
    Deleted,

    /// <summary>To a list, or an activity.</summary>
    Added,

    /// <summary>From a list.</summary>
    Removed,
}
