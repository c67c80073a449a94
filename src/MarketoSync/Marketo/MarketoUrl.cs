namespace MarketoSync.Marketo;

/// <summary>
/// Joins URLs so that no slash is ever doubled: since September 2025 Marketo answers such paths with
/// 610 "Requested resource not found" (release notes of that month).
/// </summary>
public static class MarketoUrl
{
    public static Uri Join(Uri root, string path, string? query = null)
    {
        var segments = $"{root.AbsolutePath}/{path}".Split('/', StringSplitOptions.RemoveEmptyEntries);
        return new UriBuilder(root) { Path = string.Join('/', segments), Query = query, Fragment = "" }.Uri;
    }

    /// <summary>
    /// The base URL without the <c>/rest</c> at which Marketo's administration page shows the endpoint to end.
    /// </summary>
    public static Uri Base(Uri configured)
    {
        var path = configured.AbsolutePath.TrimEnd('/');
        return path.EndsWith("/rest", StringComparison.OrdinalIgnoreCase)
            ? new UriBuilder(configured) { Path = path[..^"/rest".Length] }.Uri
            : configured;
    }
}
