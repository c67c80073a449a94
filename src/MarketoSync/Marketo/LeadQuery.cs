using System.Text;

namespace MarketoSync.Marketo;

/// <summary>
/// Get Leads by filter, for up to 300 values: a GET while its URI stays under the 8 KB that Marketo takes,
/// else a POST that says <c>_method=GET</c> and carries the query in its body.
/// </summary>
public static class LeadQuery
{
    public const int MaxValues = 300;

    /// <summary>8 KB, less the host and what proxies may add in front.</summary>
    private const int MaxQuery = 8192 - 512;

    public static Call Build(
        Target target, string filterType, IReadOnlyCollection<string> values, IReadOnlyCollection<string> fields, string? nextPageToken, TimeSpan timeout)
    {
        var query = new StringBuilder();
        Add("filterType", filterType);
        Add("filterValues", string.Join(',', values));
        Add("fields", string.Join(',', fields));
        if (nextPageToken is not null) Add("nextPageToken", nextPageToken);

        return query.Length <= MaxQuery
            ? Call.Get(target.Path, query.ToString(), timeout)
            : AsPost(target.Path, query.ToString(), timeout);

        void Add(string name, string value) =>
            query.Append(query.Length > 0 ? "&" : "").Append(name).Append('=').Append(Uri.EscapeDataString(value));
    }

    /// <summary>The same read as a POST: for a long query, and for one that was refused with 414.</summary>
    public static Call AsPost(string path, string query, TimeSpan timeout) =>
        new(path, "_method=GET", Encoding.ASCII.GetBytes(query), Call.Form, timeout);
}
