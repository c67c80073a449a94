using System.Text;
using MarketoSync.Api.Http;
using MarketoSync.Api.Problems;
using MarketoSync.Reports;
using MarketoSync.Runs;
using Microsoft.AspNetCore.Http;

namespace MarketoSync.Api.Syncs;

/// <summary>Gives a run's report, for programs or for people.</summary>
internal sealed class ReportView(IRunStore store, IRunEngine engine)
{
    /// <summary>The page has its style in itself, and nothing else may be loaded or run, whatever stood in a record.</summary>
    private const string PagePolicy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public async Task<IResult> AnswerAsync(HttpContext http, string run)
    {
        if (Accept.Choose(http.Request, MediaTypes.Json, MediaTypes.Html) is not { } type)
            return new Problem(ProblemKinds.NotAcceptable, $"The report is {MediaTypes.Json} or {MediaTypes.Html}.");
        http.Response.Headers.Vary = "Accept";
        if (await RunView.FindAsync(store, engine, run, http.RequestAborted) is not { } view) return Problem.UnknownRun(run);
        if (view.CurrentReport is not { } report) return NotReady();
        if (type == MediaTypes.Json) return new ContentAnswer(type, ReportFile.Content(report));

        var folder = store.Open(run);
        var page = HtmlReport.Render(report, await PageRecords.ReadAsync(folder, report, http.RequestAborted));
        http.Response.Headers.ContentSecurityPolicy = PagePolicy;
        return new ContentAnswer($"{type}; charset=utf-8", Encoding.UTF8.GetBytes(page));
    }

    public static Problem NotReady() => new(ProblemKinds.ReportNotReady, "The run has no report yet, or goes on since it had one. Ask for its status.");
}
