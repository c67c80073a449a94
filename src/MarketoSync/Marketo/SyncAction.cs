namespace MarketoSync.Marketo;

/// <summary>What a call does with its records. Kept in histories by number: a new one goes to the end.</summary>
public enum SyncAction
{
    CreateOrUpdate,
    CreateOnly,
    UpdateOnly,
    CreateDuplicate,
    Delete,

    /// <summary>To a list, or to the activities of a lead.</summary>
    Add,

    /// <summary>From a list.</summary>
    Remove,
}
