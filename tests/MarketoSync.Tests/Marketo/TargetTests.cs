using MarketoSync.Marketo;

namespace MarketoSync.Tests.Marketo;

public class TargetTests
{
    [Theory]
    [InlineData("leads", SyncAction.CreateOrUpdate, "rest/v1/leads.json", 90)]
    [InlineData("leads", SyncAction.CreateDuplicate, "rest/v1/leads.json", 90)]
    [InlineData("leads", SyncAction.Delete, "rest/v1/leads/delete.json", 30)]
    [InlineData("companies", SyncAction.CreateOnly, "rest/v1/companies.json", 60)]
    [InlineData("companies", SyncAction.Delete, "rest/v1/companies/delete.json", 60)]
    [InlineData("salespersons", SyncAction.UpdateOnly, "rest/v1/salespersons.json", 60)]
    [InlineData("opportunities", SyncAction.CreateOrUpdate, "rest/v1/opportunities.json", 60)]
    [InlineData("opportunities/roles", SyncAction.CreateOrUpdate, "rest/v1/opportunities/roles.json", 60)]
    [InlineData("opportunities/roles", SyncAction.Delete, "rest/v1/opportunities/roles/delete.json", 60)]
    [InlineData("namedaccounts", SyncAction.CreateOrUpdate, "rest/v1/namedaccounts.json", 120)]
    [InlineData("namedaccounts", SyncAction.Delete, "rest/v1/namedaccounts/delete.json", 60)]
    [InlineData("customobjects/car_c", SyncAction.CreateOrUpdate, "rest/v1/customobjects/car_c.json", 120)]
    [InlineData("customobjects/car_c", SyncAction.Delete, "rest/v1/customobjects/car_c/delete.json", 60)]
    [InlineData("lists/1001", SyncAction.Add, "rest/v1/lists/1001/leads.json", 30)]
    [InlineData("lists/1001", SyncAction.Remove, "rest/v1/lists/1001/leads.json", 30)]
    [InlineData("programs/77/members", SyncAction.CreateOrUpdate, "rest/v1/programs/77/members/status.json", 30)]
    [InlineData("programs/77/members", SyncAction.UpdateOnly, "rest/v1/programs/77/members.json", 30)]
    [InlineData("programs/77/members", SyncAction.Delete, "rest/v1/programs/77/members/delete.json", 30)]
    [InlineData("activities", SyncAction.Add, "rest/v1/activities/external.json", 90)]
    public void Each_way_to_write_a_target_has_its_endpoint_and_time_limit(string name, SyncAction action, string path, int seconds)
    {
        var operation = Target.Find(name)!.By(action)!;
        Assert.Equal((path, TimeSpan.FromSeconds(seconds), 300), (operation.Path, operation.ServerTimeout, operation.MaxRecords));
    }

    [Theory]
    [InlineData("activities", SyncAction.Add, Replay.Never)]
    [InlineData("leads", SyncAction.CreateDuplicate, Replay.LookUp)]
    [InlineData("companies", SyncAction.CreateOnly, Replay.LookUp)]
    [InlineData("companies", SyncAction.CreateOrUpdate, Replay.Repeat)]
    [InlineData("lists/1001", SyncAction.Add, Replay.Repeat)]
    [InlineData("leads", SyncAction.Delete, Replay.Repeat)]
    public void Each_way_to_write_knows_what_may_follow_a_lost_answer(string name, SyncAction action, Replay replay) =>
        Assert.Equal(replay, Target.Find(name)!.By(action)!.Replay);

    [Fact]
    public void What_needs_a_look_up_can_be_looked_up() => Assert.All(
        Targets.All.Where(target => target.Operations.Any(operation => operation.Replay == Replay.LookUp)),
        target => Assert.NotNull(target.ReadBack));

    [Theory]
    [InlineData("Leads", "leads")]
    [InlineData("CUSTOMOBJECTS/Car_C", "customobjects/Car_C")]
    [InlineData("opportunities/roles", "opportunities/roles")]
    public void Names_are_found_whatever_their_case_but_an_objects_own_name_is_kept(string asked, string name) =>
        Assert.Equal(name, Target.Find(asked)!.Name);

    [Theory]
    [InlineData("")]
    [InlineData("lead")]
    [InlineData("customobjects/")]
    [InlineData("customobjects/a/b")]
    [InlineData("customobjects/..")]
    [InlineData("customobjects/a.json?x=")]
    [InlineData("lists/abc")]
    [InlineData("lists/")]
    [InlineData("lists/-1")]
    [InlineData("programs/members")]
    [InlineData("programs//members")]
    public void What_would_make_no_path_or_another_is_no_target(string name) => Assert.Null(Target.Find(name));

    [Fact]
    public void Telemetry_sees_the_path_without_what_differs_from_target_to_target()
    {
        var target = Target.Find("customobjects/car_c")!;
        Assert.Equal("rest/v1/customobjects/NAME.json", target.Default.Template);
        Assert.Equal("rest/v1/customobjects/NAME.json", target.ReadBack!.Template);
    }

    [Theory]
    [InlineData("leads", "rest/v1/leads/describe2.json")]
    [InlineData("opportunities/roles", "rest/v1/opportunities/roles/describe.json")]
    [InlineData("customobjects/car_c", "rest/v1/customobjects/car_c/describe.json")]
    [InlineData("programs/7/members", "rest/v1/programs/members/describe.json")]
    [InlineData("lists/7", null)]
    [InlineData("activities", null)]
    public void What_has_fields_is_described(string name, string? path) => Assert.Equal(path, Target.Find(name)!.Description?.Path);

    [Fact]
    public void Telemetry_sees_no_object_s_name_in_the_path_of_its_description() =>
        Assert.Equal("rest/v1/customobjects/NAME/describe.json", Target.Find("customobjects/car_c")!.Description!.Template);
}
