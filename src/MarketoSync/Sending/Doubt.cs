using MarketoSync.Marketo;
using MarketoSync.Records;

namespace MarketoSync.Sending;

/// <summary>
/// After a lost answer a second call finds what the first one did: Marketo then calls a record updated, or says that it exists,
/// though this run created it.
/// </summary>
internal static class Doubt
{
    private static readonly string[] s_exists = ["1005", "1017"];

    public static bool MayHideCreation(SyncAction action, RecordResult result) => action switch
    {
        SyncAction.CreateOrUpdate => result is { Status: RecordStatus.Updated, Id: not null },
        SyncAction.CreateOnly => result.Status == RecordStatus.Skipped && result.Reasons!.Any(reason => s_exists.Contains(reason.Code)),
        _ => false,
    };
}
