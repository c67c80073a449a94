using MarketoSync.Api.Http;
using MarketoSync.Api.Problems;
using MarketoSync.Intake;
using MarketoSync.Marketo;
using MarketoSync.Records;
using MarketoSync.Reports;
using MarketoSync.Runs;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MarketoSync.Api.Syncs;

/// <summary>Begins a new run of those records of another that did not get in.</summary>
internal sealed class Retry(
    IRunStore store, IRunEngine engine, RunIntake intake, KeyedRequests keys, RunFolders folders, RunBeginning beginning, MarketoSettings marketo, ILogger logger)
{
    private const string Only = "only";

    public static IReadOnlyList<string> Parameters { get; } = [Only];

    public async Task<IResult> AnswerAsync(HttpContext http, string before)
    {
        var (key, problem) = KeyedRequests.KeyOf(http.Request);
        if (problem is not null) return problem;
        IReadOnlySet<RecordStatus>? only = null;
        if (QueryCheck.Text(http.Request, Only) is { } text)
        {
            var (statuses, fault) = StatusList.Read(Only, text);
            if (fault is not null) return Problem.Of(fault);
            only = statuses;
        }

        if (await RunView.FindAsync(store, engine, before, http.RequestAborted) is not { } view) return Problem.UnknownRun(before);

        // A run that can still be continued would send the same records a second time.
        if (!view.IsOver) return new Problem(ProblemKinds.RunNotOver, "The run is not over. Wait for it, or resume or cancel it.");
        if (RunControl.RequestOf(view.Definition, marketo) is not { } request) return RunControl.OtherSubscription(view.Definition);

        return await BeginAsync(http, key, view.Definition, request, only ?? RetrySource.SafeToSend(request.Operation));
    }

    private async Task<IResult> BeginAsync(
        HttpContext http, string? key, RunDefinition before, SyncRequest request, IReadOnlySet<RecordStatus> only)
    {
        var options = $"retry {before.Run} {string.Join(',', only.Order().Select(status => status.Name()))}";
        if (key is not null && await keys.FindAsync(key, http.RequestAborted) is { } first)
            return first.Options == options ? await beginning.BeginAsync(http, first.Run) : KeyedRequests.Reused();

        var run = await folders.TakeAsync(http.RequestAborted);
        var isMine = false;
        try
        {
            var read = await intake.RetryAsync(run, before, request, only, http.RequestAborted);
            if (read is DescriptionFault fault) return Problem.Of(fault);
            if (read is not IntakeSummary { Records: > 0 } summary) return new Problem(ProblemKinds.NothingToRetry, "The run has no record that ended so.");

            var asked = new KeyedRequest(run, options, "");
            var winner = key is null ? asked : await keys.TakeAsync(key, asked, CancellationToken.None);
            if (!winner.Asks(asked)) return KeyedRequests.Reused();

            isMine = winner.Run == run;
            if (isMine) ApiLog.ReadIn(logger, run, summary.Stored, summary.Rejected);
            return await beginning.BeginAsync(http, winner.Run);
        }
        finally
        {
            if (!isMine) await folders.RemoveAsync(run);
        }
    }
}
