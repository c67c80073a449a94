namespace MarketoSync.Simulator;

/// <summary>The endpoints by path and verb. One more Marketo object is one more row.</summary>
internal sealed class RestRoutes(Dictionary<string, Dictionary<string, IEndpoint>> rows)
{
    /// <returns>605 for a known path with another verb, 610 for any other path, doubled slashes included.</returns>
    public ApiError Find(string path, string verb, out IEndpoint? endpoint)
    {
        endpoint = null;
        if (!rows.TryGetValue(path, out var verbs)) return new ApiError("610", "Requested resource not found");
        return verbs.TryGetValue(verb, out endpoint) ? default : new ApiError("605", $"Request method '{verb}' not supported");
    }
}
