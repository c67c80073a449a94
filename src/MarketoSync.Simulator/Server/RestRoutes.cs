namespace MarketoSync.Simulator;

/// <summary>The endpoints by path and verb. One more Marketo object is one more row.</summary>
internal sealed class RestRoutes
{
    private const string IdPlace = "{id}";

    private readonly Dictionary<string, Dictionary<string, IEndpoint>> rows = new(StringComparer.Ordinal);

    /// <param name="path">May have one <c>{id}</c>, before a slash or <c>.json</c>, which stands for a whole number.</param>
    public void Add(string verb, string path, IEndpoint endpoint)
    {
        if (!rows.TryGetValue(path, out var verbs)) rows.Add(path, verbs = new Dictionary<string, IEndpoint>(StringComparer.Ordinal));
        verbs.Add(verb, endpoint);
    }

    /// <param name="id">The whole number in the path; 0 where its row has none.</param>
    /// <returns>605 for a known path with another verb, 610 for any other path, doubled slashes included.</returns>
    public ApiError Find(string path, string verb, out IEndpoint? endpoint, out long id)
    {
        (endpoint, id) = (null, 0);
        if (!rows.TryGetValue(path, out var verbs) && !rows.TryGetValue(WithoutId(path, out id), out verbs))
            return new ApiError("610", "Requested resource not found");
        return verbs.TryGetValue(verb, out endpoint) ? default : new ApiError("605", $"Request method '{verb}' not supported");
    }

    private static string WithoutId(string path, out long id)
    {
        foreach (var part in path.AsSpan().Split('/'))
        {
            var start = part.Start.Value;
            var text = path.AsSpan()[part];
            if (text.EndsWith(".json")) text = text[..^".json".Length];
            if (long.TryParse(text, System.Globalization.NumberStyles.None, null, out id))
                return $"{path.AsSpan(0, start)}{IdPlace}{path.AsSpan(start + text.Length)}";
        }
        id = 0;
        return path;
    }
}
