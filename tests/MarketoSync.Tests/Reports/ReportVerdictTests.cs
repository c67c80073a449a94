using MarketoSync.Reports;
using MarketoSync.Runs;

namespace MarketoSync.Tests.Reports;

public sealed class ReportVerdictTests
{
    [Theory]
    [InlineData(0, 0, 0, 0, "There were no records.")]
    [InlineData(1, 0, 0, 0, "The record got in.")]
    [InlineData(100_000, 0, 0, 0, "All 100,000 records got in.")]
    [InlineData(99_412, 588, 0, 0, "99,412 of 100,000 records got in. 588 did not.")]
    [InlineData(0, 7, 0, 0, "None of the 7 records got in.")]
    [InlineData(0, 1, 0, 0, "The record did not get in.")]
    [InlineData(5, 2, 3, 0, "5 of 10 records got in. 2 did not. Whether 3 got in is not known.")]
    [InlineData(0, 0, 1, 0, "0 of 1 record got in. Whether 1 got in is not known.")]
    [InlineData(5, 0, 0, 1, "5 of 6 records got in. 1 was never sent.")]
    [InlineData(5, 3, 0, 2, "5 of 10 records got in. 3 did not. 2 were never sent.")]
    [InlineData(0, 0, 0, 4, "None of the 4 records got in. 4 were never sent.")]
    public void A_completed_run_is_told_in_a_sentence_or_two(long created, long skipped, long unknown, long notSent, string expected) =>
        Assert.Equal(expected, ReportVerdict.Of(Report(RunState.Completed, created, skipped, unknown, notSent)));

    [Fact]
    public void A_run_that_ended_early_says_so_first()
    {
        Assert.StartsWith("The run stopped before its end. 1 of 3", ReportVerdict.Of(Report(RunState.Stopped, 1, 0, 0, 2)), StringComparison.Ordinal);
        Assert.StartsWith("The run was cancelled. 1 of 3", ReportVerdict.Of(Report(RunState.Cancelled, 1, 0, 0, 2)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.25, "0.3 s")]
    [InlineData(59.94, "59.9 s")]
    [InlineData(724, "12 min 4 s")]
    [InlineData(93_600, "26 h 0 min")]
    public void A_duration_is_as_exact_as_people_need_it(double seconds, string expected)
    {
        var report = Report(RunState.Completed, 1, 0, 0, 0);

        Assert.Equal(expected, ReportVerdict.Duration(report with { FinishedAt = report.StartedAt.AddSeconds(seconds) }));
    }

    private static Report Report(RunState state, long created, long skipped, long unknown, long notSent) => SampleReports.Of(state,
        new Dictionary<string, long> { ["created"] = created, ["skipped"] = skipped, ["unknown"] = unknown, ["notSent"] = notSent });
}
