namespace MarketoSync.Marketo;

public static class SyncActions
{
    public static IReadOnlyList<SyncAction> All { get; } = Enum.GetValues<SyncAction>();

    /// <summary>The name in Marketo's requests, for instance <c>createOrUpdate</c>.</summary>
    public static string Name(this SyncAction action) => action switch
    {
        SyncAction.CreateOrUpdate => "createOrUpdate",
        SyncAction.CreateOnly => "createOnly",
        SyncAction.UpdateOnly => "updateOnly",
        SyncAction.CreateDuplicate => "createDuplicate",
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

    /// <summary>
    /// Whether sending a record twice leaves Marketo as sending it once does. The others would make a second person,
    /// or answer that the first one exists.
    /// </summary>
    public static bool IsIdempotent(this SyncAction action) => action is SyncAction.CreateOrUpdate or SyncAction.UpdateOnly;
}
