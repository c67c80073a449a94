using MarketoSync.Marketo;
using MarketoSync.Records;
using MarketoSync.Recovery;

namespace MarketoSync.Tests.Recovery;

public class LostWorkTests
{
    private static readonly Operation s_delete = Target.Leads.By(SyncAction.Delete)!;
    private static readonly Operation s_remove = Target.Find("lists/1")!.By(SyncAction.Remove)!;

    [Fact]
    public void If_all_is_gone_the_lost_call_took_it_away()
    {
        Assert.Equal(
            [RecordStatus.Deleted, RecordStatus.Skipped, RecordStatus.Deleted],
            Credited(s_delete, RecordStatus.Unchanged, RecordStatus.Skipped, RecordStatus.Unchanged));
        Assert.Equal([RecordStatus.Removed], Credited(s_remove, RecordStatus.Unchanged));
    }

    [Fact]
    public void If_some_was_still_there_the_lost_call_did_nothing() => Assert.Equal(
        [RecordStatus.Unchanged, RecordStatus.Deleted], Credited(s_delete, RecordStatus.Unchanged, RecordStatus.Deleted));

    [Fact]
    public void What_is_credited_says_so()
    {
        var result = Assert.Single(LostWork.Credit(s_delete, [Result(0, RecordStatus.Unchanged)], new HashSet<long> { 0 }));
        Assert.Equal("answer-lost", Assert.Single(result.Reasons!).Code);
    }

    [Fact]
    public void Nothing_is_credited_where_nothing_is_taken_away() => Assert.Equal(
        [RecordStatus.Unchanged], Credited(Target.Find("programs/1/members")!.Default, RecordStatus.Unchanged));

    [Fact]
    public void What_was_gone_before_the_lost_call_is_not_credited() => Assert.Equal(
        [RecordStatus.Unchanged, RecordStatus.Deleted],
        LostWork.Credit(s_delete, [Result(0, RecordStatus.Unchanged), Result(1, RecordStatus.Unchanged)], new HashSet<long> { 1 }).Select(result => result.Status));

    private static IEnumerable<RecordStatus> Credited(Operation operation, params RecordStatus[] statuses)
    {
        RecordResult[] results = [.. statuses.Select((status, record) => Result(record, status))];
        return LostWork.Credit(operation, results, LostWork.Of(operation, results)).Select(result => result.Status);
    }

    private static RecordResult Result(int record, RecordStatus status) =>
        new(record, record + 1, "7", status, Reasons: status is RecordStatus.Deleted or RecordStatus.Removed ? null : [new("1013", "m")]);
}
