using MarketoSync.Runs;

namespace MarketoSync.Tests.Runs;

public class SyncRequestTests
{
    [Theory]
    [InlineData("leads", null, null, null)]
    [InlineData("leads", "createOnly", "crmId", null)]
    [InlineData("leads", "delete", null, null)]
    [InlineData("customobjects/car_c", "updateOnly", "vin,owner", null)]
    [InlineData("customobjects/car_c", "delete", "idField", null)]
    [InlineData("opportunities/roles", null, null, null)]
    [InlineData("lists/7", "remove", null, null)]
    [InlineData("programs/7/members", null, null, "Invited")]
    [InlineData("activities", null, null, null)]
    public void Asked_for_in_its_own_words_it_is_the_same(string target, string? action, string? key, string? status)
    {
        var request = Read(new SyncOptions(target, action, key, "ndjson", MemberStatus: status)).Request!;
        var again = Read(request.Options() with { Format = "ndjson" }).Request!;
        Assert.Equal((request.Operation.Path, request.Key, request.MemberStatus), (again.Operation.Path, again.Key, again.MemberStatus));
        Assert.Equal(request.KeyFields, again.KeyFields);
        Assert.Equal(request.Options(), again.Options());
    }

    [Theory]
    [InlineData("action", "lists/7", "createOnly", null, null, null)]
    [InlineData("action", "activities", "delete", null, null, null)]
    [InlineData("action", "leads", "add", null, null, null)]
    [InlineData("action", "leads", "what", null, null, null)]
    [InlineData("target", "people", null, null, null, null)]
    [InlineData("lookupField", "leads", null, "id", null, null)]
    [InlineData("dedupeBy", "customobjects/car_c", null, null, null, null)]
    [InlineData("partitionName", "companies", null, null, "EU", null)]
    [InlineData("partitionName", "leads", "updateOnly", null, "EU", null)]
    [InlineData("memberStatus", "programs/7/members", null, null, null, null)]
    [InlineData("memberStatus", "programs/7/members", "delete", null, null, "Invited")]
    [InlineData("memberStatus", "leads", null, null, null, "Invited")]
    public void What_does_not_fit_is_told_by_the_option_that_does_not(
        string option, string target, string? action, string? key, string? partition, string? status) =>
        Assert.Equal(option, Read(new SyncOptions(target, action, key, "csv", null, partition, MemberStatus: status)).Fault!.Option);

    [Fact]
    public void What_is_an_event_of_its_own_waits_for_no_other() =>
        Assert.Empty(Read(new SyncOptions("activities", Format: "ndjson")).Request!.OrderFields);

    private static (SyncRequest? Request, OptionFault? Fault) Read(SyncOptions options) =>
        SyncRequest.TryRead(options, "-", out var request, out var fault) ? (request, null) : (null, fault);
}
