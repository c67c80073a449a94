using MarketoSync.Api.Http;
using Microsoft.AspNetCore.Http;

namespace MarketoSync.Api.Syncs;

/// <summary>The answer to a request that began a run, or changed one.</summary>
public sealed record SyncAccepted(string Id, string StatusQueryGetUri, string ReportUri, string ResultsUri, string CancelPostUri)
{
    internal static IResult Answer(HttpRequest request, string run)
    {
        var links = ApiLinks.Of(request);
        var accepted = new SyncAccepted(run, links.Run(run), links.Report(run), links.Results(run), links.Cancel(run));
        return new JsonAnswer<SyncAccepted>(StatusCodes.Status202Accepted, accepted, ApiJson.Written.SyncAccepted, links.Run(run));
    }
}
