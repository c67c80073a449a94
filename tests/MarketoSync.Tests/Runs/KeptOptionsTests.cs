using MarketoSync.Runs;

namespace MarketoSync.Tests.Runs;

public sealed class KeptOptionsTests
{
    private static readonly SyncOptions s_all = new(
        "leads", "updateOnly", "id", null, "csv", "auto", "EU", "stop", "Invited", """{"drop":["notes"]}""", "off", "5%");

    [Fact]
    public void What_is_kept_is_asked_for_again() => Assert.Equal(s_all, KeptOptions.Of(s_all).Asked());

    [Fact]
    public void It_is_kept_alike_by_whichever_name_it_was_asked_for() =>
        Assert.Equal(KeptOptions.Of(s_all), KeptOptions.Of(s_all with { LookupField = null, DedupeBy = "id" }));
}
