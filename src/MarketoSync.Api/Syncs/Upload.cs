using MarketoSync.Api.Http;
using MarketoSync.Api.Problems;
using MarketoSync.Intake;
using MarketoSync.Runs;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.Logging;

namespace MarketoSync.Api.Syncs;

/// <summary>Takes records in from a request's body, as they come, whatever their number, and begins a run of them.</summary>
internal sealed class Upload(RunIntake intake, KeyedRequests keys, RunFolders folders, RunBeginning beginning, ILogger logger)
{
    /// <summary>What reports call records that came in a request's body.</summary>
    private const string Origin = "-";

    public async Task<IResult> TakeInAsync(HttpContext http, Stream body, SourceFormat format)
    {
        if (!SyncRequest.TryRead(SyncOptionsQuery.Read(http.Request, format), Origin, out var request, out var fault)) return Problem.Of(fault);
        var (key, problem) = KeyedRequests.KeyOf(http.Request);
        if (problem is not null) return problem;

        Unlimit(http);
        var map = request.Map is null ? "" : request.Map.Mark + " ";
        var asked = request.Options();
        var options = $"sync {map}{asked.Target} {asked.Action} {asked.Key} {request.Format} {request.StopOnQuota} {asked.PartitionName} {asked.MemberStatus}".TrimEnd();

        // Not in the texts of requests that do without, which are compared with those of earlier versions.
        if (asked.Mode is { } mode) options += $" mode {mode}";
        if (asked.MaxRefused is { } most) options += $" maxRefused {most}";
        if (asked.Preflight is { } preflight) options += $" preflight {preflight}";
        using var hashed = new HashedStream(body);
        return key is not null && await keys.FindAsync(key, http.RequestAborted) is { } first
            ? await RepeatAsync(http, first, options, hashed)
            : await ReadInAsync(http, key, options, hashed, request);
    }

    /// <summary>A body may be of any size and take any time to come.</summary>
    private static void Unlimit(HttpContext http)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = null;
        if (http.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate) rate.MinDataRate = null;
    }

    private async Task<IResult> RepeatAsync(HttpContext http, KeyedRequest first, string options, HashedStream body)
    {
        if (first.Options != options) return KeyedRequests.Reused();

        var again = first with { Body = await body.ReadToEndAsync(http.RequestAborted) };
        return again.Asks(first) ? await beginning.BeginAsync(http, first.Run) : KeyedRequests.Reused();
    }

    private async Task<IResult> ReadInAsync(HttpContext http, string? key, string options, HashedStream body, SyncRequest request)
    {
        var run = await folders.TakeAsync(http.RequestAborted);
        var isMine = false;
        try
        {
            var read = await intake.ReadAsync(run, body, new RunOrigin(Origin), request, http.RequestAborted);
            if (read is DescriptionFault fault) return Problem.Of(fault);
            if (read is InputError error)
                return new Problem(ProblemKinds.InvalidInput, $"Line {error.Line}: {error.Text} Nothing was sent.") { Line = error.Line };

            var asked = new KeyedRequest(run, options, await body.ReadToEndAsync(http.RequestAborted));
            var first = key is null ? asked : await keys.TakeAsync(key, asked, CancellationToken.None);
            if (!first.Asks(asked)) return KeyedRequests.Reused();

            isMine = first.Run == run;
            if (read is IntakeSummary summary && isMine) ApiLog.ReadIn(logger, run, summary.Stored, summary.Rejected);
            return await beginning.BeginAsync(http, first.Run);
        }
        finally
        {
            if (!isMine) await folders.RemoveAsync(run);
        }
    }
}
