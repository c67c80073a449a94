using System.Xml.Linq;
using MarketoSync.Mapping;
using MarketoSync.Records;
using MarketoSync.Reports;
using MarketoSync.Runs;

namespace MarketoSync.Tests.Reports;

public sealed class HtmlReportTests
{
    private static readonly Dictionary<string, long> s_counts = new() { ["created"] = 99_998, ["skipped"] = 2 };

    [Fact]
    public void The_page_needs_nothing_from_elsewhere()
    {
        var page = Page();

        foreach (var word in new[] { "<script", "http:", "https:", "url(", "src=", "href=", "@import" })
            Assert.DoesNotContain(word, page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void What_is_not_ours_never_becomes_markup()
    {
        var page = Page(
            [new(7, 9, "<img src=x onerror=alert(1)>", RecordStatus.Skipped, Reasons: [new("10\"03", "value '<b>'")])],
            new ReportReason(RecordStatus.Skipped, "1003", "Field '<script>' & more", 2, [7]));

        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>'", page, StringComparison.Ordinal);
        Assert.Contains("&lt;img src=x onerror=alert(1)&gt;", page, StringComparison.Ordinal);
        Assert.Contains("Field &#39;&lt;script&gt;&#39; &amp; more", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_element_is_closed()
    {
        var page = Page(
            [new(7, 9, "a@example.com", RecordStatus.Skipped, Reasons: [new("1003", "Bad")])],
            new ReportReason(RecordStatus.Skipped, "1003", "Bad", 2, [7]));

        // Well-formed XML but for the two elements that HTML leaves open.
        var markup = page[page.IndexOf("<main>", StringComparison.Ordinal)..page.IndexOf("</body>", StringComparison.Ordinal)];
        Assert.NotNull(XDocument.Parse(markup));
    }

    [Fact]
    public void Reasons_come_with_what_to_do_and_where()
    {
        var page = Page(
            [new(7, 1009, "a@example.com", RecordStatus.Skipped)],
            new ReportReason(RecordStatus.Skipped, "1007", "Multiple lead match lookup criteria", 2, [7]));

        Assert.Contains("Several people in Marketo have this key", page, StringComparison.Ordinal);
        Assert.Contains("line 1,009, …", page, StringComparison.Ordinal);
        Assert.Contains("access token expired (602): got a new access token and sent again", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_by_files_speaks_of_files()
    {
        var page = HtmlReport.Render(SampleReports.Of(RunState.Completed, new Dictionary<string, long> { ["imported"] = 2 }) with { Mode = "bulk" }, PageRecords.None);

        Assert.Contains("<td>Files sent</td>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Batches", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_share_is_never_rounded_up_to_all()
    {
        var page = Page();

        Assert.Contains("<small>99.9 %</small>", page, StringComparison.Ordinal);
        Assert.Contains("<small>&lt; 0.1 %</small>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_ended_early_says_why() => Assert.Contains(
        "The &lt;quota&gt; is used up.", HtmlReport.Render(SampleReports.Of(RunState.Stopped, s_counts), PageRecords.None), StringComparison.Ordinal);

    [Fact]
    public void What_had_better_be_looked_at_is_told() => Assert.Contains(
        "No record has the field &#39;&lt;b&gt;&#39; that the mapping names.",
        HtmlReport.Render(SampleReports.Of(RunState.Completed, s_counts) with { Warnings = [MappingWarning.Unmatched("<b>")] }, PageRecords.None),
        StringComparison.Ordinal);

    private static string Page(IReadOnlyList<RecordResult>? problems = null, params ReportReason[] reasons) =>
        HtmlReport.Render(
            SampleReports.Of(RunState.Completed, s_counts, reasons),
            new PageRecords(problems ?? [], (problems ?? []).ToDictionary(problem => problem.Record, problem => problem.Line)));
}
