using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace MarketoSync.Api.Http;

/// <summary>What a caller would like and need not get (RFC 7240).</summary>
internal static class Preference
{
    public const string Applied = "Preference-Applied";

    /// <summary>The longest that an answer is held back: proxies give up on longer ones.</summary>
    private const int MostSeconds = 60;

    /// <summary>How long the caller would wait for a run to come to rest: <c>Prefer: wait=30</c>.</summary>
    public static TimeSpan? Wait(HttpRequest request)
    {
        foreach (var header in request.Headers["Prefer"])
        {
            foreach (var preference in (header ?? "").Split(',', ';'))
            {
                if (preference.Split('=', 2, StringSplitOptions.TrimEntries) is [var name, var value]
                    && name.Equals("wait", StringComparison.OrdinalIgnoreCase)
                    && int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
                    return TimeSpan.FromSeconds(Math.Min(seconds, MostSeconds));
            }
        }

        return null;
    }
}
