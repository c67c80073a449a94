using System.Globalization;
using System.Security.Cryptography;

namespace MarketoSync.Runs;

/// <summary>Ids of runs: the time at which they began, so that they sort by it, and a few letters against collisions.</summary>
public static class RunId
{
    public const int MaxLength = 64;

    private const string TimeFormat = "yyyyMMdd-HHmmss";
    private const string Letters = "abcdefghjkmnpqrstuvwxyz23456789";

    public static string New(DateTimeOffset now) => string.Create(
        CultureInfo.InvariantCulture, $"{now.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture)}-{RandomNumberGenerator.GetString(Letters, 4)}");

    /// <summary>The time that an id was made at, or null for an id that somebody chose.</summary>
    public static DateTimeOffset? TimeOf(string id) =>
        id.Length > TimeFormat.Length
        && DateTimeOffset.TryParseExact(
            id.AsSpan(0, TimeFormat.Length), TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : null;

    /// <summary>Whether a given id can be a folder's name everywhere.</summary>
    public static bool IsValid(string id) =>
        id.Length is > 0 and <= MaxLength
        && char.IsAsciiLetterOrDigit(id[0])
        && id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.');
}
