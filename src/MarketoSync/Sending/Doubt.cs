using MarketoSync.Advice;
using MarketoSync.Marketo;
using MarketoSync.Records;

namespace MarketoSync.Sending;

/// <summary>
/// After a lost answer a second call finds what the first one did: Marketo then calls a record updated, or says that it exists or is as wanted,
/// though this run created it.
/// </summary>
internal static class Doubt
{
    private static readonly string[] s_exists = ["1005", "1017"];

    /// <summary>The result where it cannot be found out who created what exists.</summary>
    public static RecordResult Unresolved(RecordResult result) => result with
    {
        Status = RecordStatus.Unknown,
        Reasons = [new(FaultCodes.CannotLookUp, "It exists, and whether a call of this run created it, whose answer was lost, could not be found out")],
    };

    public static bool MayHideCreation(RunScope scope, RecordResult result) => scope.Action switch
    {
        _ when scope.Target.ReadBack is null => false,
        SyncAction.CreateOrUpdate => result is { Status: RecordStatus.Updated, Id: not null } or { Status: RecordStatus.Unchanged } || IsUnexplained(result),
        SyncAction.CreateOnly => IsUnexplained(result) || IsSaidToExist(result),
        _ => false,
    };

    /// <summary>Whether the record was skipped because there is one of its key. If none is found then, nothing is known of it.</summary>
    public static bool IsSaidToExist(RecordResult result) =>
        result.Status == RecordStatus.Skipped && result.Reasons!.Any(reason => s_exists.Contains(reason.Code));

    /// <summary>
    /// Whether the record was skipped for a reason that nobody knows. What is known of the others holds for the first call as for the second;
    /// this may have come up in between.
    /// </summary>
    public static bool IsUnexplained(RecordResult result) =>
        result.Status == RecordStatus.Skipped && result.Reasons!.Any(reason => !Advisor.Knows(reason.Code));
}
