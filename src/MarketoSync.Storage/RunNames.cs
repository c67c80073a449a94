namespace MarketoSync.Storage;

/// <summary>Which names are those of runs.</summary>
internal static class RunNames
{
    /// <summary>The folder of what belongs to no run.</summary>
    public const string Shared = "_shared";

    public static bool IsRun(string name) => ObjectNames.IsPlain(name) && name != Shared;

    /// <exception cref="ArgumentException">It is no run's name.</exception>
    public static string Checked(string run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return IsRun(run) ? run : throw new ArgumentException("The name of a run must be one plain folder name.", nameof(run));
    }
}
