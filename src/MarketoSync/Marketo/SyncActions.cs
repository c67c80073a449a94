namespace MarketoSync.Marketo;

public static class SyncActions
{
    public static IReadOnlyList<SyncAction> All { get; } = Enum.GetValues<SyncAction>();

    /// <summary>The name that users give, which is Marketo's own where its requests name one, for instance <c>createOrUpdate</c>.</summary>
    public static string Name(this SyncAction action) => action switch
    {
        SyncAction.CreateOrUpdate => "createOrUpdate",
        SyncAction.CreateOnly => "createOnly",
        SyncAction.UpdateOnly => "updateOnly",
        SyncAction.CreateDuplicate => "createDuplicate",
        SyncAction.Delete => "delete",
        SyncAction.Add => "add",
        SyncAction.Remove => "remove",
        _ => throw new ArgumentOutOfRangeException(nameof(action)),
    };

    public static bool TryParse(string name, out SyncAction action)
    {
        foreach (var candidate in All)
        {
            if (string.Equals(candidate.Name(), name, StringComparison.OrdinalIgnoreCase))
            {
                action = candidate;
                return true;
            }
        }

        action = default;
        return false;
    }
}
