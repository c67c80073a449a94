using System.Buffers;

namespace MarketoSync.Storage;

/// <summary>Which names of runs and objects become paths. The strictest file system decides, so that a run can be carried to another.</summary>
public static class ObjectNames
{
    /// <summary>The end of the name of a file that is still being written. No object's name may end so.</summary>
    public const string Unfinished = ".part";

    private static readonly SearchValues<char> Reserved = SearchValues.Create("/\\:*?\"<>|");

    /// <summary>One folder or file name: not empty, not only dots, no separators, drive marks, or control characters.</summary>
    public static bool IsPlain(ReadOnlySpan<char> name) =>
        name.Length is > 0 and <= 200
        && name.ContainsAnyExcept('.')
        && !name.ContainsAny(Reserved)
        && !name.ContainsAnyInRange('\0', '\u001f')
        && !name.EndsWith(Unfinished, StringComparison.Ordinal);

    /// <summary>Plain names, with <c>/</c> between them.</summary>
    public static bool IsRelativePath(ReadOnlySpan<char> name)
    {
        foreach (var part in name.Split('/'))
        {
            if (!IsPlain(name[part]))
                return false;
        }

        return true;
    }
}
