using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace MarketoSync.Api.Http;

/// <summary>Chooses what to give by what the caller accepts (RFC 9110, 12.5.1).</summary>
internal static class Accept
{
    /// <param name="offers">What can be given, the most usual first: it wins where the caller does not mind.</param>
    /// <returns>Null if the caller accepts none of it.</returns>
    public static string? Choose(HttpRequest request, params ReadOnlySpan<string> offers)
    {
        if (!MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var ranges) || ranges.Count == 0) return offers[0];

        string? best = null;
        var most = 0.0;
        foreach (var offer in offers)
        {
            var quality = QualityOf(MediaTypeHeaderValue.Parse(offer), ranges);
            if (quality > most) (best, most) = (offer, quality);
        }

        return best;
    }

    /// <summary>The range that says the most about the offer decides, not the one that likes it best.</summary>
    private static double QualityOf(MediaTypeHeaderValue offer, IList<MediaTypeHeaderValue> ranges)
    {
        var (quality, closeness) = (0.0, 0);
        foreach (var range in ranges)
        {
            var close = Closeness(offer, range);
            if (close > closeness) (quality, closeness) = (range.Quality ?? 1, close);
        }

        return quality;
    }

    private static int Closeness(MediaTypeHeaderValue offer, MediaTypeHeaderValue range)
    {
        if (range.MatchesAllTypes) return 1;
        if (!range.Type.Equals(offer.Type, StringComparison.OrdinalIgnoreCase)) return 0;
        if (range.MatchesAllSubTypes) return 2;
        return range.SubType.Equals(offer.SubType, StringComparison.OrdinalIgnoreCase) ? 3 : 0;
    }
}
