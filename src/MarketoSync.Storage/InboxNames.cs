using MarketoSync.Inbox;

namespace MarketoSync.Storage;

/// <summary>Which names are those of files that wait in an inbox.</summary>
internal static class InboxNames
{
    private static readonly string[] s_unfinished = [ObjectNames.Unfinished, ".tmp"];
    private static readonly string[] s_places = [IInbox.Archive, IInbox.Failed];

    /// <summary>
    /// Whether a file of that name is one to be synced. Not what is hidden or still being written by the usual signs, and not what was filed
    /// away, also where the file system does not tell the case of letters.
    /// </summary>
    public static bool IsFile(string name) =>
        !s_places.Any(place => name.StartsWith(place, StringComparison.OrdinalIgnoreCase)) && name.Split('/').All(IsPart);

    /// <summary>Whether a folder, a name with <c>/</c> at its end, can hold such files.</summary>
    public static bool IsFolder(string name) => IsFile(name + "a");

    /// <summary>Where a file of the inbox goes once its run is over.</summary>
    public static string Filed(string name, string place, string run)
    {
        var extension = Path.GetExtension(name);
        return $"{place}{name[..^extension.Length]}.{run}{extension}";
    }

    public static string Report(string filed) => filed + ".report.json";

    private static bool IsPart(string part) =>
        part.Length > 0
        && part[0] != '.'
        && !part.Contains('\0', StringComparison.Ordinal)
        && !s_unfinished.Any(end => part.EndsWith(end, StringComparison.OrdinalIgnoreCase));
}
