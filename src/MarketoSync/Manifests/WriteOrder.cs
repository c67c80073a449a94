using MarketoSync.Marketo;
using MarketoSync.Runs;

namespace MarketoSync.Manifests;

/// <summary>
/// The order in which several objects are synced, so that what a record names is there before it. Adobe's white paper on CRM
/// synchronization has it: sales persons, companies, leads, opportunities, roles, custom objects; to delete, the other way round.
/// Named accounts go before the leads that belong to them; lists, members of programs and activities are about leads and go last.
/// </summary>
public static class WriteOrder
{
    /// <summary>What is written comes before what is taken away. Syncs of equal rank stay in the order that they came in.</summary>
    public static IReadOnlyList<T> Of<T>(IEnumerable<T> syncs, Func<T, SyncRequest> requestOf) => [.. syncs.OrderBy(sync => Place(requestOf(sync)))];

    private static (bool TakesAway, int Rank) Place(SyncRequest request) =>
        request.Operation.Action is SyncAction.Delete or SyncAction.Remove ? (true, -request.Target.Rank) : (false, request.Target.Rank);
}
