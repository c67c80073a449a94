using MarketoSync.Preflight;
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
        var request = Read(new SyncOptions(target, action, key, Format: "ndjson", MemberStatus: status)).Request!;
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
    [InlineData("lookupField", "leads", "delete", "email", null, null)]
    [InlineData("dedupeBy", "companies", null, "name", null, null)]
    [InlineData("dedupeBy", "lists/7", null, "email", null, null)]
    [InlineData("partitionName", "leads", null, null, "", null)]
    [InlineData("partitionName", "leads", null, null, " ", null)]
    [InlineData("memberStatus", "programs/7/members", null, null, null, "")]
    [InlineData("memberStatus", "programs/7/members", null, null, null, " ")]
    [InlineData("partitionName", "companies", null, null, "EU", null)]
    [InlineData("partitionName", "leads", "updateOnly", null, "EU", null)]
    [InlineData("memberStatus", "programs/7/members", null, null, null, null)]
    [InlineData("memberStatus", "programs/7/members", "delete", null, null, "Invited")]
    [InlineData("memberStatus", "leads", null, null, null, "Invited")]
    public void What_does_not_fit_is_told_by_the_option_that_does_not(
        string option, string target, string? action, string? key, string? partition, string? status) =>
        Assert.Equal(option, Read(new SyncOptions(target, action, key, Format: "csv", PartitionName: partition, MemberStatus: status)).Fault!.Option);

    [Theory]
    [InlineData("leads", "email", "email", "email", null)]
    [InlineData("leads", null, "crmId", "crmId", null)]
    [InlineData("customobjects/car_c", "vin", null, null, "vin")]
    [InlineData("customobjects/car_c", null, "vin,owner", null, "vin,owner")]
    [InlineData("companies", null, null, null, "dedupeFields")]
    [InlineData("lists/7", null, null, null, null)]
    public void What_tells_records_apart_is_asked_for_by_either_name_and_told_by_that_of_the_target(
        string target, string? lookupField, string? dedupeBy, string? ofLeads, string? ofOthers)
    {
        var options = new SyncOptions(target, LookupField: dedupeBy is null ? lookupField : null, DedupeBy: dedupeBy, Format: "csv");

        var told = Read(options).Request!.Options();

        Assert.Equal((ofLeads, ofOthers), (told.LookupField, told.DedupeBy));
        Assert.Equal(told, Read(told with { Format = "csv" }).Request!.Options());
    }

    [Theory]
    [InlineData("leads", "email", "email")]
    [InlineData("companies", "", "")]
    [InlineData("lists/7", " ", "id")]
    public void Both_names_of_what_tells_records_apart_are_refused_whatever_they_hold(string target, string lookupField, string dedupeBy)
    {
        Assert.Equal(OptionFault.TwoKeys, Read(new SyncOptions(target, null, lookupField, dedupeBy, "csv", "never")).Fault);
        Assert.Equal([OptionFault.TwoKeys], SyncRequest.Read(new SyncOptions(target, null, lookupField, dedupeBy, "csv"), "-").Faults);
    }

    [Fact]
    public void All_that_does_not_fit_is_told_except_for_what_depends_on_something_that_does_not()
    {
        var options = new SyncOptions(
            "leads", "updateOnly", "id", null, "excel", "sync", "EU", "never", "Invited", """{"drop":7}""", "maybe", "many");

        Assert.Equal(["onQuota", "partitionName", "memberStatus", "format", "preflight", "maxRefused", "map"], OptionsOf(options));
        Assert.Equal(["lookupField", "memberStatus"], OptionsOf(new("leads", "createOnly", "id", Format: "csv", MemberStatus: "Invited")));
        Assert.Equal(["target", "onQuota"], OptionsOf(new("cars", "buy", "", Format: "csv", PartitionName: "", OnQuota: "never")));
        Assert.Equal(["action", "format"], OptionsOf(new("lists/7", "createOnly", "vin", PartitionName: "EU")));
        Assert.Equal(["mode"], OptionsOf(new("leads", "createOnly", "id", Format: "csv", Mode: "soon")));
        Assert.Empty(OptionsOf(new(Format: "csv")));

        static IEnumerable<string> OptionsOf(SyncOptions options) => SyncRequest.Read(options, "-").Faults.Select(fault => fault.Option);
    }

    [Theory]
    [InlineData(null, "warn", null)]
    [InlineData("warn", "warn", null)]
    [InlineData("off", "off", "off")]
    [InlineData("reject", "reject", "reject")]
    public void Whether_records_are_checked_is_told_where_it_is_not_the_usual(string? asked, string mode, string? told)
    {
        var request = Read(new SyncOptions(Format: "csv", Preflight: asked)).Request!;
        Assert.Equal((mode, told), (request.Preflight.Name(), request.Options().Preflight));
    }

    [Fact]
    public void A_way_to_check_that_there_is_not_is_told() =>
        Assert.Equal("preflight", Read(new SyncOptions(Format: "csv", Preflight: "strict")).Fault!.Option);

    [Fact]
    public void Of_custom_objects_it_may_be_left_open_what_tells_them_apart()
    {
        var request = Read(new SyncOptions("customobjects/car_c", Format: "csv")).Request!;
        Assert.Empty(request.KeyFields);
        Assert.Equal(("dedupeFields", "dedupeFields"), (request.Key, request.Options().Key));
    }

    [Fact]
    public void What_is_an_event_of_its_own_waits_for_no_other() =>
        Assert.Empty(Read(new SyncOptions("activities", Format: "ndjson")).Request!.OrderFields);

    private static (SyncRequest? Request, OptionFault? Fault) Read(SyncOptions options) =>
        SyncRequest.TryRead(options, "-", out var request, out var fault) ? (request, null) : (null, fault);
}
