using System.Globalization;

namespace MarketoSync.Simulator;

/// <summary>
/// <c>GET /rest/v1/leads.json</c> by filter, and its long form by POST with <c>_method=GET</c>. More than 300 filter values
/// answer 1003; real traffic shows a broken connection, for which there are faults.
/// </summary>
internal sealed class GetLeadsEndpoint(LeadStore store) : IEndpoint
{
    private const int MaxMatches = 1000;

    public bool Writes => false;

    public Accepted Accept(RestRequest request)
    {
        if (request["filterType"] is not { Length: > 0 } filterType) return Missing("filterType");
        if (request["filterValues"] is not { Length: > 0 } filterValues) return Missing("filterValues");
        var field = store.Schema.Find(filterType);
        if (field == LeadSchema.Unknown || !store.Schema.IsSearchable(field))
            return Accepted.Refuse("1003", $"Invalid filterType '{filterType}'");
        var values = filterValues.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (values.Length > Paging.MaxValues)
            return Accepted.Refuse("1003", $"Too many filterValues: {values.Length}, at most {Paging.MaxValues} are allowed");
        int[] found;
        lock (store.Gate)
            found = [.. values.SelectMany(value => Matches(field, value)).Distinct().Order()];
        return found.Length > MaxMatches
            ? Accepted.Refuse("1003", "Too many results match the filter")
            : GetLeadsOperation.Of(store, request, found, $"{filterType}\n{filterValues}");
    }

    private static Accepted Missing(string parameter) => Accepted.Refuse("1002", $"Missing value for the required parameter '{parameter}'");

    private IReadOnlyList<int> Matches(int field, string value)
    {
        if (field != LeadSchema.Id) return store.All(field, LeadKey.Of(value));
        return long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && store.FindById(id) is { Count: 1 } match
            ? [match.First]
            : [];
    }
}
