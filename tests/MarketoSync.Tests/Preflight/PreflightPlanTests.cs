using MarketoSync.Preflight;
using MarketoSync.Runs;

namespace MarketoSync.Tests.Preflight;

public sealed class PreflightPlanTests
{
    private static readonly ObjectSchema s_cars = new(
        "car_c",
        "marketoGUID",
        ["vin"],
        [
            new("marketoGUID", FieldType.Text, 36, false), new("createdAt", FieldType.DateTime, null, false),
            new("vin", FieldType.Text, 36, false), new("plate", FieldType.Text, 36, false), new("sum", FieldType.Formula, null, false), new("make", FieldType.Text, 36),
        ]);

    [Theory]
    [InlineData("createOrUpdate", null, new[] { "email" }, new[] { "id", "createdAt", "formula" })]
    [InlineData("updateOnly", "id", new[] { "id" }, new[] { "createdAt", "formula" })]
    [InlineData("createOnly", null, new string[0], new[] { "id", "createdAt", "formula" })]
    [InlineData("createDuplicate", null, new string[0], new[] { "id", "createdAt", "formula" })]
    public void Of_leads_all_that_is_not_updateable_can_be_read_only_but_for_the_key(string action, string? key, string[] required, string[] readOnly)
    {
        var plan = Schemas.Plan(new SyncOptions(Action: action, LookupField: key));

        Assert.Equal(required, plan.Required);
        Assert.Equal(readOnly, plan.ReadOnly);
        Assert.Equal(["id", "email", "externalCompanyId", "externalSalesPersonId"], plan.AlsoKnown);
    }

    [Fact]
    public void A_lead_that_is_updated_by_another_key_may_hold_its_id() =>
        Assert.Equal(["createdAt", "formula"], Schemas.Plan(new SyncOptions(Action: "updateOnly")).ReadOnly);

    [Theory]
    [InlineData("createOnly", "vin", new[] { "vin" }, new[] { "marketoGUID", "createdAt", "sum" })]
    [InlineData("createOrUpdate", "vin", new[] { "vin" }, new[] { "marketoGUID", "createdAt", "sum" })]
    [InlineData("updateOnly", "idField", new[] { "marketoGUID" }, new[] { "createdAt", "sum" })]
    public void Of_other_objects_only_what_Marketo_itself_sets_is(string action, string key, string[] required, string[] readOnly)
    {
        var plan = Schemas.Plan(new SyncOptions("customobjects/car_c", action, key), s_cars);

        Assert.Equal(required, plan.Required);
        Assert.Equal(readOnly, plan.ReadOnly);
    }

    [Fact]
    public void Members_of_a_program_are_only_updated_so_what_is_not_updateable_is_read_only_whatever_sets_it()
    {
        var schema = new ObjectSchema("member", null, ["leadId", "programId"],
        [
            new("leadId", FieldType.Whole, IsUpdateable: false), new("programId", FieldType.Whole, IsUpdateable: false),
            new("statusName", FieldType.Text, 255, false), new("seats", FieldType.Whole),
        ]);

        Assert.Equal(["statusName"], Schemas.Plan(new SyncOptions("programs/7/members", "updateOnly"), schema).ReadOnly);
    }

    [Theory]
    [InlineData("leads", null, "bulk", null, true)]
    [InlineData("leads", null, "auto", null, true)]
    [InlineData("leads", null, "sync", null, false)]
    [InlineData("leads", "createOnly", "auto", null, false)]
    [InlineData("customobjects/car_c", null, "auto", "vin", true)]
    [InlineData("companies", null, "auto", null, false)]
    [InlineData("programs/7/members", "updateOnly", "auto", null, false)]
    public void Records_may_go_by_files_where_that_is_chosen_or_may_yet_be(string target, string? action, string mode, string? key, bool mayGoByFiles) =>
        Assert.Equal(mayGoByFiles, Schemas.Plan(new SyncOptions(target, action, key, Mode: mode)).MayGoByFiles);

    [Theory]
    [InlineData("leads", "delete", null)]
    [InlineData("lists/7", "add", null)]
    [InlineData("activities", "add", null)]
    [InlineData("programs/7/members", "createOrUpdate", "Member")]
    public void Where_no_field_is_written_there_is_nothing_to_check(string target, string action, string? status)
    {
        Assert.True(SyncRequest.TryRead(new SyncOptions(target, action, Format: "csv", MemberStatus: status), "-", out var request, out var fault), fault?.Text);
        Assert.False(PreflightPlan.IsFor(request!));
        Assert.Null(PreflightPlan.For(request!, Schemas.Leads));
    }

    [Fact]
    public void Off_is_no_plan() => Assert.Null(Schemas.Plan(mode: PreflightMode.Off));
}
