using MarketoSync.Intake;
using MarketoSync.Preflight;

namespace MarketoSync.Tests.Preflight;

public class PreflightWarningTests
{
    private static readonly PreflightIssue s_issue = new(PreflightCodes.ReadOnlyField, "rank", "The field 'rank' can be read only.", IsOfField: true);

    [Theory]
    [InlineData(5, 5, "Every record: The field 'rank' can be read only.")]
    [InlineData(4, 5, "4 records, the first in line 7: The field 'rank' can be read only.")]
    [InlineData(1, 5, "Line 7: The field 'rank' can be read only.")]
    [InlineData(1, 1, "Line 7: The field 'rank' can be read only.")]
    public void A_warning_says_how_many_records_it_is_about_and_of_a_whole_column_that_it_is_about_all(long count, long records, string text) =>
        Assert.Equal([text], PreflightWarning.All(Intake(records, new PreflightFinding(s_issue, count, [new RecordPlace(5, 7)])), PreflightMode.Warn));

    [Fact]
    public void What_rejected_records_is_not_warned_of() =>
        Assert.Empty(PreflightWarning.All(Intake(5, new PreflightFinding(s_issue, 5, [new RecordPlace(5, 7)])), PreflightMode.Reject));

    private static IntakeSummary Intake(long records, params PreflightFinding[] findings) =>
        new(records, records, 100, 0, 0, 1) { Findings = findings };
}
