namespace MarketoSync.Marketo;

/// <summary>What a sync call does with a record whose key is, or is not, known to Marketo.</summary>
public enum SyncAction
{
    CreateOrUpdate,
    CreateOnly,
    UpdateOnly,
    CreateDuplicate,
}
