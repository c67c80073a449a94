namespace MarketoSync.Runs;

/// <summary>
/// <see cref="SyncOptions"/> as notes keep them, which other versions read. What tells records apart has one name there, so that two that
/// ask for it by different names are equal.
/// </summary>
public sealed record KeptOptions(
    string? Target = null,
    string? Action = null,
    string? Key = null,
    string? Format = null,
    string? Mode = null,
    string? PartitionName = null,
    string? OnQuota = null,
    string? MemberStatus = null,
    string? Map = null,
    string? Preflight = null,
    string? MaxRefused = null)
{
    public static KeptOptions Of(SyncOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new(
            options.Target, options.Action, options.Key, options.Format, options.Mode, options.PartitionName, options.OnQuota,
            options.MemberStatus, options.Map, options.Preflight, options.MaxRefused);
    }

    /// <summary>The same to be asked for again.</summary>
    public SyncOptions Asked() => new(
        Target, Action, Key, null, Format, Mode, PartitionName, OnQuota, MemberStatus, Map, Preflight, MaxRefused);
}
