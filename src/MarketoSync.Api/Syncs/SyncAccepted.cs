using System.Text.Json.Serialization;
using MarketoSync.Api.Http;
using Microsoft.AspNetCore.Http;

namespace MarketoSync.Api.Syncs;

/// <summary>The answer to a request that began a run, or changed one.</summary>
/// <param name="Management">The links of the host itself, see <see cref="ManagementLinks"/>.</param>
public sealed record SyncAccepted(
    string Id,
    string StatusQueryGetUri,
    string ReportUri,
    string ResultsUri,
    string CancelPostUri,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, string>? Management = null)
{
    internal static IResult Answer(HttpRequest request, string run)
    {
        var links = ApiLinks.Of(request);
        var management = request.HttpContext.Features.Get<ManagementLinks>()?.Of(run);
        var accepted = new SyncAccepted(run, links.Run(run), links.Report(run), links.Results(run), links.Cancel(run), management);
        return new JsonAnswer<SyncAccepted>(StatusCodes.Status202Accepted, accepted, ApiJson.Written.SyncAccepted, links.Run(run));
    }
}
