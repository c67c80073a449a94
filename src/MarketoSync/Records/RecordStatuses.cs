namespace MarketoSync.Records;

/// <summary>The statuses by the names that reports use.</summary>
public static class RecordStatuses
{
    public static IReadOnlyList<RecordStatus> All { get; } = Enum.GetValues<RecordStatus>();

    /// <summary>The name in reports, for instance <c>notSent</c>.</summary>
    public static string Name(this RecordStatus status) => status switch
    {
        RecordStatus.Created => "created",
        RecordStatus.Updated => "updated",
        RecordStatus.Deleted => "deleted",
        RecordStatus.Added => "added",
        RecordStatus.Removed => "removed",
        RecordStatus.Imported => "imported",
        RecordStatus.Unchanged => "unchanged",
        RecordStatus.Skipped => "skipped",
        RecordStatus.Rejected => "rejected",
        RecordStatus.Failed => "failed",
        RecordStatus.Unknown => "unknown",
        RecordStatus.NotSent => "notSent",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    public static bool TryParse(string name, out RecordStatus status)
    {
        foreach (var candidate in All)
        {
            if (string.Equals(candidate.Name(), name, StringComparison.OrdinalIgnoreCase))
            {
                status = candidate;
                return true;
            }
        }

        status = default;
        return false;
    }

    /// <summary>Whether the record is in Marketo as it was wanted.</summary>
    public static bool GotIn(this RecordStatus status) => status <= RecordStatus.Unchanged;
}
