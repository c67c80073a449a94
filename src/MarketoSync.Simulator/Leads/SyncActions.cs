namespace MarketoSync.Simulator;

internal static class SyncActions
{
    /// <summary>The action of that name, createOrUpdate where none is given; null for an unknown one.</summary>
    public static SyncAction? Parse(string? name) => name switch
    {
        null or "createOrUpdate" => SyncAction.CreateOrUpdate,
        "createOnly" => SyncAction.CreateOnly,
        "updateOnly" => SyncAction.UpdateOnly,
        "createDuplicate" => SyncAction.CreateDuplicate,
        _ => null,
    };
}
