using System.Globalization;

namespace MarketoSync.Cli.Commands;

/// <summary>The file that <c>--map</c> names.</summary>
internal static class MapFile
{
    // Far more than any mapping: what is longer is another file, perhaps the records themselves.
    private const int MostBytes = 1_000_000;

    /// <exception cref="UsageException">The file cannot be read.</exception>
    public static string Read(string path)
    {
        try
        {
            return new FileInfo(path) is { Exists: true, Length: > MostBytes }
                ? throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"--map {path} has more than {MostBytes:N0} bytes, so it is hardly a mapping. Nothing was sent."))
                : File.ReadAllText(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--map {path} cannot be read: {fault.Message} Nothing was sent.", fault);
        }
    }
}
