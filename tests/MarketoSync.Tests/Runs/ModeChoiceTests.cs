using MarketoSync.Intake;
using MarketoSync.Runs;
using MarketoSync.Tests.Marketo;

namespace MarketoSync.Tests.Runs;

public class ModeChoiceTests
{
    [Theory]
    [InlineData(1_000_000, 120_000_000, SyncMode.Bulk)]
    [InlineData(3_000, 300_000, SyncMode.Bulk)]
    [InlineData(2_100, 300_000, SyncMode.Sync)]
    [InlineData(10, 9_000_000, SyncMode.Bulk)]
    [InlineData(0, 0, SyncMode.Sync)]
    public void What_takes_fewer_calls_is_chosen_and_said(long records, long bytes, SyncMode expected)
    {
        var choice = Choose(new SyncOptions("leads", Mode: "auto", Format: "csv"), new IntakeSummary(records, records, bytes, 0, 0, 1));
        Assert.Equal(expected, choice.Mode);
        Assert.Contains("calls", choice.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("companies", null, "cannot be imported")]
    [InlineData("leads", "createOnly", "createOrUpdate")]
    [InlineData("programs/1/members", null, "email")]
    public void What_files_cannot_do_goes_by_calls(string target, string? action, string reason)
    {
        var options = new SyncOptions(target, action, Mode: "auto", Format: "csv", MemberStatus: target.StartsWith("programs", StringComparison.Ordinal) ? "x" : null);
        var choice = Choose(options, new IntakeSummary(1_000_000, 1_000_000, 100_000_000, 0, 0, 1));
        Assert.Equal(SyncMode.Sync, choice.Mode);
        Assert.Contains(reason, choice.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Records_that_no_row_can_hold_go_by_calls()
    {
        var choice = Choose(new SyncOptions("leads", Mode: "auto", Format: "csv"), new IntakeSummary(1_000_000, 1_000_000, 100_000_000, 0, 0, 1) { Misfits = 1 });
        Assert.Equal(SyncMode.Sync, choice.Mode);
    }

    [Theory]
    [InlineData("sync", SyncMode.Sync)]
    [InlineData("bulk", SyncMode.Bulk)]
    public void What_was_asked_for_needs_no_reason(string mode, SyncMode expected) => Assert.Equal(
        new ModeChoice(expected), Choose(new SyncOptions("leads", Mode: mode, Format: "csv"), new IntakeSummary(10, 10, 100, 0, 0, 1)));

    [Theory]
    [InlineData("companies", null, null)]
    [InlineData("leads", "createOnly", null)]
    [InlineData("leads", "updateOnly", null)]
    [InlineData("customobjects/car_c", "delete", "vin")]
    public void Files_are_refused_where_Marketo_takes_none(string target, string? action, string? key)
    {
        Assert.False(SyncRequest.TryRead(new SyncOptions(target, action, key, Format: "csv", Mode: "bulk"), "-", out _, out var fault));
        Assert.Equal("mode", fault.Option);
    }

    [Fact]
    public void With_the_id_as_its_key_an_import_updates() =>
        Assert.True(SyncRequest.TryRead(new SyncOptions("leads", "updateOnly", "id", Format: "csv", Mode: "bulk"), "-", out _, out _));

    private static ModeChoice Choose(SyncOptions options, IntakeSummary intake)
    {
        using var marketo = new FakeMarketo();
        Assert.True(SyncRequest.TryRead(options, "-", out var request, out _));
        return ModeChoice.Of(request, intake, marketo.Settings);
    }
}
