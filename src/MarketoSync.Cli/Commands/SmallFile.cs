using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace MarketoSync.Cli.Commands;

/// <summary>A file that says what is to be done with records: a mapping, a manifest.</summary>
internal static class SmallFile
{
    // Far more than any of them: what is longer is another file, perhaps the records themselves.
    private const int MostBytes = 1_000_000;

    /// <param name="kind">What it is taken for, in a word.</param>
    /// <param name="fault">Why it cannot be read: a sentence to be put behind the file's name.</param>
    public static bool TryRead(string path, string kind, [NotNullWhen(true)] out string? text, [NotNullWhen(false)] out string? fault)
    {
        (text, fault) = (null, null);
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > MostBytes })
                fault = string.Create(CultureInfo.InvariantCulture, $"has more than {MostBytes:N0} bytes, so it is hardly a {kind}.");
            else
                text = File.ReadAllText(path);
        }
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException)
        {
            fault = $"cannot be read: {unread.Message}";
        }

        return fault is null;
    }
}
