using MarketoSync.Records;
using MarketoSync.Runs;

namespace MarketoSync.Cli.Tests;

public sealed class ExitCodeTests
{
    [Theory]
    [InlineData(RecordStatus.Created, 0)]
    [InlineData(RecordStatus.Updated, 0)]
    [InlineData(RecordStatus.Deleted, 0)]
    [InlineData(RecordStatus.Added, 0)]
    [InlineData(RecordStatus.Removed, 0)]
    [InlineData(RecordStatus.Imported, 0)]
    [InlineData(RecordStatus.Unchanged, 0)]
    [InlineData(RecordStatus.Skipped, 1)]
    [InlineData(RecordStatus.Rejected, 1)]
    [InlineData(RecordStatus.Failed, 1)]
    [InlineData(RecordStatus.Unknown, 1)]
    [InlineData(RecordStatus.NotSent, 1)]
    public void One_record_that_did_not_get_in_makes_it_one(RecordStatus status, int exit) =>
        Assert.Equal(exit, ExitCode.Of(Reported.Of(RunState.Completed, (RecordStatus.Created, 99), (status, 1))));

    [Fact]
    public void A_stopped_run_is_three_whatever_got_in() =>
        Assert.Equal(3, ExitCode.Of(Reported.Of(RunState.Stopped, (RecordStatus.Created, 1))));

    [Fact]
    public void A_cancelled_run_is_not_all_in_even_if_it_was() =>
        Assert.Equal(1, ExitCode.Of(Reported.Of(RunState.Cancelled, (RecordStatus.Created, 1))));

    [Fact]
    public void No_record_is_no_failure() => Assert.Equal(0, ExitCode.Of(Reported.Of(RunState.Completed)));
}
