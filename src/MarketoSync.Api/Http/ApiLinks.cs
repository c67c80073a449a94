using Microsoft.AspNetCore.Http;

namespace MarketoSync.Api.Http;

/// <summary>
/// Links to runs, on the server that was asked. They never carry a key, and no header decides on them but <c>Host</c>, which whoever
/// asks has to know anyway.
/// </summary>
/// <param name="Root">Scheme, host and path of the API, without a slash at the end.</param>
internal sealed record ApiLinks(string Root)
{
    public static ApiLinks Of(HttpRequest request) => new($"{request.Scheme}://{request.Host.ToUriComponent()}{request.PathBase.ToUriComponent()}/api");

    public string Syncs => $"{Root}/syncs";

    public string Run(string run) => $"{Syncs}/{Uri.EscapeDataString(run)}";

    public string Report(string run) => Run(run) + "/report";

    public string Results(string run) => Run(run) + "/results";

    public string Cancel(string run) => Run(run) + "/cancel";
}
