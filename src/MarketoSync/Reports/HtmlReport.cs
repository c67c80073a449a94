using System.Globalization;
using System.Text;
using MarketoSync.Advice;
using MarketoSync.Records;
using MarketoSync.Runs;

namespace MarketoSync.Reports;

/// <summary>A report as one page that needs nothing beside itself: no script, no picture, no font from elsewhere.</summary>
public static class HtmlReport
{
    public static string Render(Report report, PageRecords records)
    {
        var html = new StringBuilder();
        html.Html($"<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>Sync report {report.Run}</title><style>");
        html.Append(HtmlStyle.Sheet);
        html.Html($"</style></head><body><main>\n");
        AddHead(html, report);
        AddCounts(html, report);
        AddReasons(html, report, records.Lines);
        AddProblems(html, report, records.Problems);
        html.Html($"<div class=\"two\">");
        AddRecoveries(html, report);
        AddCalls(html, report);
        html.Html($"</div>\n<footer>Run {report.Run}. Every record of the input is counted here exactly once; results.ndjson has a line for each.</footer>\n</main></body></html>\n");
        return html.ToString();
    }

    private static void AddHead(StringBuilder html, Report report)
    {
        html.Html($"<h1>Sync report</h1>\n<p class=\"verdict\">{ReportVerdict.Of(report)}</p>\n");
        html.Html($"<p class=\"facts\"><span>{report.Target}</span><span>{report.Action}</span><span>{report.Mode}</span>");
        html.Html($"<span>{report.StartedAt.ToUniversalTime():d MMMM yyyy, HH:mm} UTC</span><span>{ReportVerdict.Duration(report)}</span></p>\n");
        if (report.StopReason is { } reason) html.Html($"<p class=\"note\"><strong>Why it ended early:</strong> {reason}</p>\n");
        AddWarnings(html, report.Warnings ?? []);
    }

    private static void AddWarnings(StringBuilder html, IReadOnlyList<string> warnings)
    {
        if (warnings.Count == 0) return;

        html.Html($"<div class=\"note\"><strong>To look at</strong><ul>\n");
        foreach (var warning in warnings) html.Html($"<li>{warning}</li>\n");
        html.Html($"</ul></div>\n");
    }

    private static void AddCounts(StringBuilder html, Report report)
    {
        var total = report.Records["total"];
        var counts = RecordStatuses.All.Select(status => (Name: status.Name(), Count: report.Records[status.Name()]))
            .Where(status => status.Count > 0).ToList();
        if (counts.Count == 0) return;

        html.Html($"<section class=\"card\" aria-label=\"Records by outcome\"><div class=\"bar\" aria-hidden=\"true\">");
        foreach (var (name, count) in counts)
            html.Html($"<i class=\"{name}\" style=\"flex:{(double)count / total:0.######}\"></i>");
        html.Html($"</div><ul class=\"legend\">");
        foreach (var (name, count) in counts)
            html.Html($"<li><b>{count}</b><span class=\"dot {name}\"></span>{StatusWords.Of(name)} <small>{Share(count, total)}</small></li>");
        html.Html($"</ul></section>\n");
    }

    private static void AddReasons(StringBuilder html, Report report, IReadOnlyDictionary<long, long> lines)
    {
        if (report.Reasons.Count == 0) return;

        html.Html($"<h2>Reasons, and what to do</h2>\n");
        foreach (var reason in report.Reasons)
        {
            var advice = Advisor.For(reason.Status, reason.Code, reason.Message);
            html.Html($"<article class=\"card reason\"><div class=\"count\">{reason.Count}<small>{StatusWords.Of(reason.Status.Name())}</small></div><div>");
            html.Html($"<p class=\"message\">{reason.Message}<span class=\"tag\">{reason.Code}</span></p><p>{advice.Meaning}</p><p class=\"do\">{advice.Action}</p>");
            html.Html($"<p class=\"where\">{ReasonPlaces.Of(reason, lines)}</p></div></article>\n");
        }
    }

    private static void AddProblems(StringBuilder html, Report report, IReadOnlyList<RecordResult> problems)
    {
        if (problems.Count == 0) return;

        var missing = report.Records["total"] - ReportVerdict.GotIn(report);
        html.Html($"<h2>Records that did not get in</h2>\n");
        if (missing > problems.Count) html.Html($"<p class=\"soft\">The first {problems.Count} of {missing}. All are in results.ndjson.</p>\n");
        html.Html($"<div class=\"card scroll\"><table><thead><tr><th class=\"n\">Line</th><th>Key</th><th>Outcome</th><th>Reason</th></tr></thead><tbody>\n");
        foreach (var problem in problems)
        {
            html.Html($"<tr><td class=\"n\">{problem.Line}</td><td>{problem.Key ?? "–"}</td><td class=\"status\"><span class=\"dot {problem.Status.Name()}\"></span>{StatusWords.Of(problem.Status.Name())}</td><td>");
            foreach (var reason in problem.Reasons ?? []) html.Html($"<div>{reason.Message} <span class=\"soft\">({reason.Code})</span></div>");
            html.Html($"</td></tr>\n");
        }

        html.Html($"</tbody></table></div>\n");
    }

    private static void AddRecoveries(StringBuilder html, Report report)
    {
        if (report.Recoveries.Count == 0) return;

        html.Html($"<section><h2>What happened on the way</h2><div class=\"card\"><table><tbody>\n");
        foreach (var recovery in report.Recoveries)
            html.Html($"<tr><td class=\"n\">{recovery.Count} ×</td><td>{CallErrorNames.Described(recovery.Code)}: {DecisionNames.Of(recovery.Decision, report.IsByFiles)}</td></tr>\n");
        html.Html($"</tbody></table></div></section>\n");
    }

    private static void AddCalls(StringBuilder html, Report report)
    {
        html.Html($"<section><h2>Calls to Marketo</h2><div class=\"card\"><table><tbody>\n<tr><td>All calls</td><td class=\"n\">{report.Calls.Total}</td></tr>\n<tr><td>Succeeded</td><td class=\"n\">{report.Calls.Succeeded}</td></tr>\n");
        foreach (var (code, count) in report.Calls.Errors.OrderByDescending(error => error.Value))
            html.Html($"<tr><td>{CallErrorNames.Described(code)}</td><td class=\"n\">{count}</td></tr>\n");
        if (report.Calls.Quota is { } quota) html.Html($"<tr><td>Used of the {quota.Daily} a day, by all integrations</td><td class=\"n\">{quota.Used}</td></tr>\n");
        var batches = report.IsByFiles ? "Files" : "Batches";
        html.Html($"<tr><td>{batches} planned</td><td class=\"n\">{report.Batches.Planned}</td></tr>\n<tr><td>{batches} sent</td><td class=\"n\">{report.Batches.Sent}</td></tr>\n<tr><td>{batches} cut in two</td><td class=\"n\">{report.Batches.Splits}</td></tr>\n</tbody></table></div></section>\n");
    }

    private static string Share(long count, long total)
    {
        // Cut, not rounded: 99,999 of 100,000 are not 100 %.
        var percent = Math.Floor(1000.0 * count / total) / 10;
        return percent < 0.1 ? "< 0.1 %" : percent.ToString("0.#", CultureInfo.InvariantCulture) + " %";
    }
}
