using System.Globalization;
using System.Security.Cryptography;

namespace MarketoSync.Cli.Running;

/// <summary>Ids of runs: the time at which they began, so that they sort by it, and a few letters against collisions.</summary>
public static class RunId
{
    private const int MaxLength = 64;
    private const string Letters = "abcdefghjkmnpqrstuvwxyz23456789";

    public static string New(DateTimeOffset now) => string.Create(
        CultureInfo.InvariantCulture, $"{now:yyyyMMdd-HHmmss}-{RandomNumberGenerator.GetString(Letters, 4)}");

    /// <summary>Whether a given id can be a folder's name everywhere.</summary>
    public static bool IsValid(string id) =>
        id.Length is > 0 and <= MaxLength
        && char.IsAsciiLetterOrDigit(id[0])
        && id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.');
}
