using System.Text;
using System.Text.Json;

namespace MarketoSync.Marketo;

/// <summary>
/// Finds objects by filter, for up to 300 values: a GET while its URI stays under the 8 KB that Marketo takes, else a POST that says
/// <c>_method=GET</c> and carries the query in its body. Compound keys always go as such a POST, in JSON (lead-database.md).
/// </summary>
public static class ObjectQuery
{
    public const int MaxValues = 300;

    /// <summary>8 KB, less the host and what proxies may add in front.</summary>
    private const int MaxQuery = 8192 - 512;

    private const string AsGet = "_method=GET";

    /// <summary>By the values of one field.</summary>
    public static Call Build(
        string path, string filterType, IReadOnlyCollection<string> values, IReadOnlyCollection<string> fields, string? nextPageToken, TimeSpan timeout)
    {
        var query = new StringBuilder();
        Add("filterType", filterType);
        Add("filterValues", string.Join(',', values));
        Add("fields", string.Join(',', fields));
        if (nextPageToken is not null) Add("nextPageToken", nextPageToken);

        return query.Length <= MaxQuery
            ? Call.Get(path, query.ToString(), timeout)
            : AsPost(path, query.ToString(), timeout);

        void Add(string name, string value) =>
            query.Append(query.Length > 0 ? "&" : "").Append(name).Append('=').Append(Uri.EscapeDataString(value));
    }

    /// <summary>By the values of all fields that tell the objects apart.</summary>
    /// <param name="keys">Objects of those fields, each on a line.</param>
    public static Call BuildCompound(
        string path, ReadOnlySpan<byte> keys, IReadOnlyCollection<string> fields, string? nextPageToken, TimeSpan timeout)
    {
        var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteString("filterType", "dedupeFields");
            json.WriteStartArray("fields");
            foreach (var field in fields) json.WriteStringValue(field);
            json.WriteEndArray();
            if (nextPageToken is not null) json.WriteString("nextPageToken", nextPageToken);
            json.WriteStartArray("input");
            foreach (var line in keys.Split((byte)'\n'))
            {
                if (keys[line] is { IsEmpty: false } key) json.WriteRawValue(key);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return new Call(path, AsGet, body.ToArray(), Call.Json, timeout);
    }

    /// <summary>The same read as a POST: for a long query, and for one that was refused with 414.</summary>
    public static Call AsPost(string path, string query, TimeSpan timeout) =>
        new(path, AsGet, Encoding.ASCII.GetBytes(query), Call.Form, timeout);
}
