using MarketoSync.Marketo;
using MarketoSync.Records;
using MarketoSync.Recovery;
using MarketoSync.Tests.Marketo;

namespace MarketoSync.Tests.Recovery;

public class RecordVerdictTests
{
    [Theory]
    [InlineData("created", RecordStatus.Created)]
    [InlineData("updated", RecordStatus.Updated)]
    [InlineData("skipped", RecordStatus.Skipped)]
    [InlineData("Created", RecordStatus.Unknown)]
    [InlineData("queued", RecordStatus.Unknown)]
    [InlineData(null, RecordStatus.Unknown)]
    public void Without_reasons_the_status_says_it(string? status, RecordStatus expected)
    {
        var verdict = RecordVerdict.Of(new AnswerItem(status, "7", []), Target.Leads.Default);
        Assert.Equal((expected, "7"), (verdict.Status, verdict.Id));
    }

    [Fact]
    public void A_record_skipped_or_undocumented_without_a_reason_still_tells_one_that_is_ours()
    {
        Assert.Equal("unexplained", Assert.Single(RecordVerdict.Of(new AnswerItem("skipped", null, []), Target.Leads.Default).Reasons!).Code);
        Assert.Equal("unexpected-status", Assert.Single(RecordVerdict.Of(new AnswerItem("odd", null, []), Target.Leads.Default).Reasons!).Code);
    }

    [Theory]
    [InlineData("skipped", "1005", RecordStatus.Skipped)]
    [InlineData(null, "1003", RecordStatus.Skipped)]
    [InlineData("updated", "1003", RecordStatus.Skipped)]
    [InlineData("skipped", "501", RecordStatus.Skipped)]
    [InlineData(null, "501", RecordStatus.Failed)]
    [InlineData(null, "unexplained", RecordStatus.Failed)]
    public void With_reasons_it_did_not_get_in(string? status, string code, RecordStatus expected)
    {
        var verdict = RecordVerdict.Of(new AnswerItem(status, null, [new(code, "why")]), Target.Leads.Default);
        Assert.Equal(expected, verdict.Status);
        Assert.Equal([new(code, "why")], verdict.Reasons);
    }

    [Theory]
    [InlineData("1014")]
    [InlineData("1016")]
    [InlineData("1019")]
    [InlineData("1029")]
    public void A_record_that_Marketo_was_too_busy_for_has_no_verdict_yet(string code) =>
        Assert.Null(RecordVerdict.Of(new AnswerItem("skipped", null, [new("1003", "a"), new(code, "busy")]), Target.Leads.Default).Status);

    [Theory]
    [InlineData("leads", SyncAction.Delete, "1004")]
    [InlineData("leads", SyncAction.Delete, "1013")]
    [InlineData("companies", SyncAction.Delete, "1013")]
    [InlineData("customobjects/car_c", SyncAction.Delete, "1013")]
    [InlineData("opportunities/roles", SyncAction.Delete, "1013")]
    [InlineData("lists/5", SyncAction.Remove, "1015")]
    [InlineData("programs/5/members", SyncAction.CreateOrUpdate, "1037")]
    [InlineData("programs/5/members", SyncAction.Delete, "1037")]
    public void What_is_already_as_wanted_is_unchanged(string target, SyncAction action, string code)
    {
        var verdict = RecordVerdict.Of(new AnswerItem("skipped", null, [new(code, "why")]), Target.Find(target)!.By(action)!);
        Assert.Equal(RecordStatus.Unchanged, verdict.Status);
        Assert.Equal([new(code, "why")], verdict.Reasons);
    }

    [Theory]
    [InlineData("leads", SyncAction.UpdateOnly, "1004")]
    [InlineData("companies", SyncAction.UpdateOnly, "1013")]
    [InlineData("lists/5", SyncAction.Add, "1004")]
    [InlineData("lists/5", SyncAction.Remove, "1004")]
    [InlineData("programs/5/members", SyncAction.UpdateOnly, "1013")]
    public void The_same_code_is_a_refusal_where_something_else_was_wanted(string target, SyncAction action, string code) => Assert.Equal(
        RecordStatus.Skipped, RecordVerdict.Of(new AnswerItem("skipped", null, [new(code, "why")]), Target.Find(target)!.By(action)!).Status);

    [Fact]
    public void Each_way_to_write_a_target_knows_its_own_successes_and_no_others()
    {
        foreach (var operation in Targets.All.SelectMany(target => target.Operations))
        {
            foreach (var status in RecordStatuses.All)
            {
                var verdict = RecordVerdict.Of(new AnswerItem(status.Name(), "7", []), operation).Status;
                var expected = operation.Successes.Contains(status) ? status : status == RecordStatus.Skipped ? status : RecordStatus.Unknown;
                Assert.Equal(expected, verdict);
            }
        }
    }
}
