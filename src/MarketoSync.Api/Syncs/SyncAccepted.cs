using System.Text.Json.Serialization;
using MarketoSync.Api.Http;
using MarketoSync.Runs;
using Microsoft.AspNetCore.Http;

namespace MarketoSync.Api.Syncs;

/// <summary>The answer to a request that began a run, or changed one.</summary>
/// <param name="Warnings">What whoever began the run had better look at.</param>
/// <param name="Management">The links of the host itself, see <see cref="ManagementLinks"/>.</param>
public sealed record SyncAccepted(
    string Id,
    string StatusQueryGetUri,
    string ReportUri,
    string ResultsUri,
    string CancelPostUri,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Warnings = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, string>? Management = null)
{
    /// <summary>The answer to a request that had records read in, with what is to be said of that.</summary>
    internal static async Task<IResult> AnswerAsync(HttpRequest request, IRunStore store, string run) =>
        Answer(request, run, (await RunDefinitionFile.ReadAsync(store.Open(run), CancellationToken.None))?.Warnings);

    internal static IResult Answer(HttpRequest request, string run, IReadOnlyList<string>? warnings = null)
    {
        var links = ApiLinks.Of(request);
        var management = request.HttpContext.Features.Get<ManagementLinks>()?.Of(run);
        var accepted = new SyncAccepted(run, links.Run(run), links.Report(run), links.Results(run), links.Cancel(run), warnings is { Count: > 0 } ? warnings : null, management);
        return new JsonAnswer<SyncAccepted>(StatusCodes.Status202Accepted, accepted, ApiJson.Written.SyncAccepted, links.Run(run));
    }
}
