using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace MarketoSync.Runs;

/// <summary>Ids of runs: the time at which they began, so that they sort by it, and a few letters against collisions.</summary>
public static class RunId
{
    public const int MaxLength = 64;

    private const string TimeFormat = "yyyyMMdd-HHmmss";
    private const string Letters = "abcdefghjkmnpqrstuvwxyz23456789";

    public static string New(DateTimeOffset now) => string.Create(
        CultureInfo.InvariantCulture, $"{now.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture)}-{RandomNumberGenerator.GetString(Letters, 4)}");

    /// <summary>The id that is the same whoever asks for it and whenever: two processes that begin the same thing begin one run.</summary>
    /// <param name="time">What it sorts by.</param>
    /// <param name="name">What it is told from others of that time by.</param>
    public static string Of(DateTimeOffset time, string name)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(name));
        var letters = string.Concat(hash.Take(8).Select(one => Letters[one % Letters.Length]));
        return string.Create(CultureInfo.InvariantCulture, $"{time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture)}-{letters}");
    }

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
