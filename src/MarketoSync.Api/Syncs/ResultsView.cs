using MarketoSync.Api.Http;
using MarketoSync.Api.Problems;
using MarketoSync.Records;
using MarketoSync.Runs;
using Microsoft.AspNetCore.Http;

namespace MarketoSync.Api.Syncs;

/// <summary>Gives a run's results, record by record.</summary>
internal sealed class ResultsView(IRunStore store, IRunEngine engine)
{
    private const string Status = "status";

    public static IReadOnlyList<string> Parameters { get; } = [Status];

    public async Task<IResult> AnswerAsync(HttpContext http, string run)
    {
        if (Accept.Choose(http.Request, MediaTypes.Ndjson, MediaTypes.Csv) is not { } type)
            return new Problem(ProblemKinds.NotAcceptable, $"Results are {MediaTypes.Ndjson} or {MediaTypes.Csv}.");
        http.Response.Headers.Vary = "Accept";
        IReadOnlySet<RecordStatus>? only = null;
        if (QueryCheck.Text(http.Request, Status) is { } text)
        {
            var (statuses, fault) = StatusList.Read(Status, text);
            if (fault is not null) return Problem.Of(fault);
            only = statuses;
        }

        if (await RunView.FindAsync(store, engine, run, http.RequestAborted) is not { } view) return Problem.UnknownRun(run);

        // Results are whole before the report is written.
        return view.CurrentReport is null ? ReportView.NotReady() : new ResultsAnswer(store.Open(run), only, type);
    }
}
