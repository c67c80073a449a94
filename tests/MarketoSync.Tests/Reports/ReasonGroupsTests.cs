using MarketoSync.Records;
using MarketoSync.Reports;

namespace MarketoSync.Tests.Reports;

public sealed class ReasonGroupsTests
{
    [Fact]
    public void Reasons_that_differ_only_in_the_value_are_one_group()
    {
        var groups = new ReasonGroups();
        for (var record = 0; record < 12; record++)
            groups.Add(record, RecordStatus.Skipped, new("1003", $"Invalid value for field 'score' and value '{record}'"));

        var reason = Assert.Single(groups.ToReasons());
        Assert.Equal(12, reason.Count);
        Assert.Equal(Enumerable.Range(0, 10).Select(record => (long)record), reason.Records);
    }

    [Fact]
    public void Messages_beyond_the_limit_are_counted_together_and_none_is_lost()
    {
        var groups = new ReasonGroups();
        for (var record = 0; record < 250; record++) groups.Add(record, RecordStatus.Failed, new("1003", $"Message {record}"));

        var reasons = groups.ToReasons();
        Assert.Equal(ReasonGroups.MaxMessages + 1, reasons.Count);
        Assert.Equal((ReasonGroups.OtherMessages, 150), (reasons[0].Message, reasons[0].Count));
        Assert.Equal(250, reasons.Sum(reason => reason.Count));
    }

    [Fact]
    public void The_most_frequent_comes_first_and_codes_settle_a_tie()
    {
        var groups = new ReasonGroups();
        groups.Add(0, RecordStatus.Skipped, new("1007", "b"));
        groups.Add(1, RecordStatus.Skipped, new("1004", "a"));
        groups.Add(2, RecordStatus.Failed, new("1077", "c"));
        groups.Add(3, RecordStatus.Failed, new("1077", "c"));

        Assert.Equal(["1077", "1004", "1007"], groups.ToReasons().Select(reason => reason.Code));
    }

    [Fact]
    public void A_record_counts_once_for_the_same_reason_twice()
    {
        var groups = new ReasonGroups();
        groups.Add(5, RecordStatus.Skipped, new("1003", "Invalid value 'a'"));
        groups.Add(5, RecordStatus.Skipped, new("1003", "Invalid value 'b'"));

        Assert.Equal(1, Assert.Single(groups.ToReasons()).Count);
    }
}
