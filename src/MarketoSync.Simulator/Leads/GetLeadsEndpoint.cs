using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace MarketoSync.Simulator;

/// <summary>
/// <c>GET /rest/v1/leads.json</c> by filter, and its long form by POST with <c>_method=GET</c>. More than 300 filter values
/// answer 1003; real traffic shows a broken connection, for which there are faults.
/// </summary>
internal sealed class GetLeadsEndpoint(LeadStore store) : IEndpoint
{
    private const int MaxValues = 300;
    private const int MaxPage = 300;
    private const int MaxMatches = 1000;

    private static readonly string[] UsualFields = ["id", "firstName", "lastName", "email", "updatedAt", "createdAt"];

    public bool Writes => false;

    public Accepted Accept(RestRequest request)
    {
        if (request["filterType"] is not { Length: > 0 } filterType) return Missing("filterType");
        if (request["filterValues"] is not { Length: > 0 } filterValues) return Missing("filterValues");
        var field = store.Schema.Find(filterType);
        if (field == LeadSchema.Unknown || !store.Schema.IsSearchable(field))
            return Accepted.Refuse("1003", $"Invalid filterType '{filterType}'");
        var values = filterValues.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (values.Length > MaxValues) return Accepted.Refuse("1003", $"Too many filterValues: {values.Length}, at most {MaxValues} are allowed");
        var fields = request["fields"] is { Length: > 0 } list ? list.Split(',', StringSplitOptions.TrimEntries) : UsualFields;
        foreach (var name in fields)
            if (!LeadColumn.TryFind(store.Schema, name, out _))
                return Accepted.Refuse("1006", $"Field '{name}' not found");
        if (!TryPageSize(request["batchSize"], out var pageSize)) return Accepted.Refuse("1003", "Invalid value for parameter 'batchSize'");
        var query = LeadKey.Of($"{filterType}\n{filterValues}");
        if (!TryOffset(request["nextPageToken"], query, out var offset)) return Accepted.Refuse("1003", "Invalid nextPageToken");

        int[] found;
        lock (store.Gate)
            found = [.. values.SelectMany(value => Matches(field, value)).Distinct().Order()];
        if (found.Length > MaxMatches) return Accepted.Refuse("1003", "Too many results match the filter");
        var rest = found.Length - offset - pageSize;
        return Accepted.To(new GetLeadsOperation(
            store, fields, [.. found.Skip(offset).Take(pageSize)], rest > 0 ? Token(offset + pageSize, query) : null));
    }

    private static Accepted Missing(string parameter) => Accepted.Refuse("1002", $"Missing value for the required parameter '{parameter}'");

    private IReadOnlyList<int> Matches(int field, string value)
    {
        if (field != LeadSchema.Id) return store.All(field, LeadKey.Of(value));
        return long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && store.FindById(id) is { Count: 1 } match
            ? [match.First]
            : [];
    }

    private static bool TryPageSize(string? text, out int size)
    {
        size = MaxPage;
        if (text is null) return true;
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out size) || size < 1) return false;
        size = Math.Min(size, MaxPage);
        return true;
    }

    private static string Token(int offset, ulong query) =>
        Base64Url.EncodeToString(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{offset}|{query:x}"))) + "===";

    private static bool TryOffset(string? token, ulong query, out int offset)
    {
        offset = 0;
        if (token is null) return true;
        var bare = token.TrimEnd('=');
        if (!Base64Url.IsValid(bare)) return false;
        var text = Encoding.ASCII.GetString(Base64Url.DecodeFromChars(bare));
        var bar = text.IndexOf('|', StringComparison.Ordinal);
        return bar > 0 && text.AsSpan(bar + 1).SequenceEqual(query.ToString("x", CultureInfo.InvariantCulture))
               && int.TryParse(text.AsSpan(0, bar), NumberStyles.None, CultureInfo.InvariantCulture, out offset);
    }
}
