using MarketoSync.Records;

namespace MarketoSync.Tests.Records;

public sealed class RecordStatusesTests
{
    [Fact]
    public void The_names_are_the_contracts() => Assert.Equal(
        [
            "created", "updated", "deleted", "added", "removed", "imported", "unchanged",
            "skipped", "rejected", "failed", "unknown", "notSent",
        ],
        RecordStatuses.All.Select(status => status.Name()));

    [Fact]
    public void Each_name_reads_back_whatever_its_case() => Assert.All(RecordStatuses.All, status =>
    {
        Assert.True(RecordStatuses.TryParse(status.Name().ToUpperInvariant(), out var parsed));
        Assert.Equal(status, parsed);
    });

    [Fact]
    public void Another_name_is_refused() => Assert.False(RecordStatuses.TryParse("lost", out _));

    [Fact]
    public void What_is_in_Marketo_as_wanted_got_in() => Assert.Equal(
        ["created", "updated", "deleted", "added", "removed", "imported", "unchanged"],
        RecordStatuses.All.Where(status => status.GotIn()).Select(status => status.Name()));
}
