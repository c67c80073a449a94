using MarketoSync.Runs;

namespace MarketoSync.Tests.Runs;

public sealed class SyncOptionsTests
{
    [Theory]
    [InlineData("id", null)]
    [InlineData(null, "id")]
    public void They_are_kept_alike_by_whichever_name_the_key_was_asked_for(string? lookupField, string? dedupeBy) =>
        Assert.Equal(new SyncOptions(LookupField: "id"), new SyncOptions(LookupField: lookupField, DedupeBy: dedupeBy).Kept());
}
