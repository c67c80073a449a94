using MarketoSync.Marketo;
using MarketoSync.Records;
using MarketoSync.Recovery;

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
        var verdict = RecordVerdict.Of(new AnswerItem(status, "7", []));
        Assert.Equal((expected, "7"), (verdict.Status, verdict.Id));
    }

    [Fact]
    public void A_record_skipped_or_undocumented_without_a_reason_still_tells_one_that_is_ours()
    {
        Assert.Equal("unexplained", Assert.Single(RecordVerdict.Of(new AnswerItem("skipped", null, [])).Reasons!).Code);
        Assert.Equal("unexpected-status", Assert.Single(RecordVerdict.Of(new AnswerItem("odd", null, [])).Reasons!).Code);
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
        var verdict = RecordVerdict.Of(new AnswerItem(status, null, [new(code, "why")]));
        Assert.Equal(expected, verdict.Status);
        Assert.Equal([new(code, "why")], verdict.Reasons);
    }

    [Theory]
    [InlineData("1014")]
    [InlineData("1016")]
    [InlineData("1019")]
    [InlineData("1029")]
    public void A_record_that_Marketo_was_too_busy_for_has_no_verdict_yet(string code) =>
        Assert.Null(RecordVerdict.Of(new AnswerItem("skipped", null, [new("1003", "a"), new(code, "busy")])).Status);
}
