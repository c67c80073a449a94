namespace MarketoSync.Runs;

/// <summary>How records get into Marketo.</summary>
public enum SyncMode
{
    /// <summary>By calls that hold records, each of which is answered.</summary>
    Sync,

    /// <summary>By files, of which Marketo only says which rows failed.</summary>
    Bulk,

    /// <summary>By whichever costs fewer calls.</summary>
    Auto,
}
