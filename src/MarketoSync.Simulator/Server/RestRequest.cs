using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace MarketoSync.Simulator;

/// <summary>A REST call whose body has been read.</summary>
/// <param name="Number">The call's number: 1 for the first REST call.</param>
/// <param name="Verb">GET, POST, … after <c>_method</c> has been honoured.</param>
/// <param name="Parameters">The query, and for a form body the form's fields.</param>
/// <param name="IsJson">Whether the content type is JSON.</param>
internal sealed record RestRequest(
    long Number, string Verb, string Path, IReadOnlyDictionary<string, StringValues> Parameters, bool IsJson, ReadOnlyMemory<byte> Body)
{
    public string? ContentType { get; init; }

    /// <summary>The list, program or import job that the path names; 0 where it names none.</summary>
    public long PathId { get; init; }

    /// <summary>
    /// Reads the parameters. A long read comes as a POST with <c>_method=GET</c>, which Adobe documents in the URL and which
    /// recorded traffic also shows inside a form; recorded traffic has <c>_method=DELETE</c> as well.
    /// </summary>
    public static RestRequest From(long number, string verb, string path, string query, string? contentType, ReadOnlyMemory<byte> body)
    {
        var parameters = QueryHelpers.ParseQuery(query);
        if (HasType(contentType, "application/x-www-form-urlencoded"))
        {
            foreach (var (name, value) in QueryHelpers.ParseQuery(System.Text.Encoding.UTF8.GetString(body.Span)))
                parameters[name] = value;
        }
        if (verb is "POST" && parameters.TryGetValue("_method", out var method) && method.ToString() is "GET" or "DELETE") verb = method!;
        return new RestRequest(number, verb, path, parameters, HasType(contentType, "application/json"), body) { ContentType = contentType };
    }

    public string? this[string parameter] => Parameters.TryGetValue(parameter, out var value) ? value.ToString() : null;

    private static bool HasType(string? contentType, string type) =>
        contentType is not null && contentType.AsSpan().TrimStart().StartsWith(type, StringComparison.OrdinalIgnoreCase)
        && contentType.AsSpan().TrimStart()[type.Length..].TrimStart() is [] or [';', ..];
}
