using MarketoSync.Cli.Reports;
using MarketoSync.Intake;
using MarketoSync.Records;
using MarketoSync.Reports;
using MarketoSync.Runs;

namespace MarketoSync.Cli.Tests.Reports;

public sealed class NextStepsTests
{
    [Theory]
    [InlineData("leads", "createOrUpdate", "marketo-sync retry r")]
    [InlineData("leads", "createDuplicate", "marketo-sync retry r --only unknown")]
    [InlineData("activities", "add", "marketo-sync retry r --only unknown")]
    public void What_may_be_there_already_is_sent_again_only_on_demand_where_it_would_be_added_again(string target, string action, string expected)
    {
        var report = Reported.Of(RunState.Completed, (RecordStatus.Unknown, 3)) with { Target = target, Action = action };
        Assert.Equal([expected], NextSteps.After(report).Select(step => step.Command));
    }

    [Fact]
    public void Activities_are_corrected_in_a_file_that_can_hold_their_attributes()
    {
        var report = Reported.Of(RunState.Completed, (RecordStatus.Skipped, 3)) with { Target = "activities", Action = "add" };
        Assert.Equal(
            ["marketo-sync report r --rejects fix.ndjson", "marketo-sync retry r"], NextSteps.After(report).Select(step => step.Command));
    }

    [Fact]
    public void What_no_row_of_a_file_can_hold_is_corrected_in_one_that_can_hold_it()
    {
        var report = Reported.Of(RunState.Completed, (RecordStatus.Rejected, 1)) with
        {
            Mode = "bulk", Reasons = [new ReportReason(RecordStatus.Rejected, RejectionCodes.Misfit, "A row cannot hold it.", 1, [])],
        };
        Assert.Equal(["marketo-sync report r --rejects fix.ndjson"], NextSteps.After(report).Select(step => step.Command));
    }
}
