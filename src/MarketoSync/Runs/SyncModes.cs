namespace MarketoSync.Runs;

public static class SyncModes
{
    /// <summary>The name that users give, and that reports show.</summary>
    public static string Name(this SyncMode mode) => mode switch
    {
        SyncMode.Sync => "sync",
        SyncMode.Bulk => "bulk",
        SyncMode.Auto => "auto",
        _ => throw new ArgumentOutOfRangeException(nameof(mode)),
    };

    /// <summary>Null if there is no such mode.</summary>
    public static SyncMode? Find(string? name) => name switch
    {
        null or "sync" => SyncMode.Sync,
        "bulk" => SyncMode.Bulk,
        "auto" => SyncMode.Auto,
        _ => null,
    };
}
