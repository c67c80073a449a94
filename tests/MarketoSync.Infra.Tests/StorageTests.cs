using MarketoSync.Inbox;
using MarketoSync.Runs;

namespace MarketoSync.Infra;

public class StorageTests
{
    [BicepFact]
    public void There_are_the_containers_and_queues_that_the_app_uses()
    {
        Assert.Equal(["claims", "deployments", "inbox", "runs"], Names(Deployment.ByDefault, "blobServices/containers"));
        Assert.Equal(["claims", "deployments", "marketing-files", "runs"], Names(Deployment.WithEverything, "blobServices/containers"));
        Assert.Equal(["marketo-records", "marketo-records-poison"], Names(Deployment.ByDefault, "queueServices/queues"));
    }

    [BicepFact]
    public void What_is_old_is_deleted() => Assert.Equal(
        [
            "claims/marketo-records-poison/ after 90 days",
            "claims/marketo-records/ after 90 days",
            "inbox/archive/ after 90 days",
            "inbox/failed/ after 90 days",
            "runs/2 after 90 days",
        ],
        Rules(Deployment.ByDefault));

    [BicepFact]
    public void How_old_it_may_become_can_be_said() => Assert.Equal(
        [
            "claims/marketo-records-poison/ after 30 days",
            "claims/marketo-records/ after 30 days",
            "marketing-files/archive/ after 30 days",
            "marketing-files/failed/ after 30 days",
            "runs/2 after 30 days",
        ],
        Rules(Deployment.WithEverything));

    [BicepFact]
    public void Files_that_wait_in_the_inbox_are_not_deleted_and_those_filed_away_are() => Assert.Equal(
        [$"inbox/{IInbox.Archive}", $"inbox/{IInbox.Failed}"],
        from rule in Rules(Deployment.ByDefault)
        let prefix = rule.Split(' ')[0]
        where prefix.StartsWith("inbox", StringComparison.Ordinal)
        select prefix);

    [Fact]
    public void Ids_of_runs_begin_as_the_rule_for_old_runs_says()
    {
        Assert.StartsWith("2", RunId.New(DateTimeOffset.UnixEpoch.AddYears(60)), StringComparison.Ordinal);
        Assert.StartsWith("2", RunId.Of(DateTimeOffset.UnixEpoch.AddYears(60), "name"), StringComparison.Ordinal);
    }

    [BicepFact]
    public void The_deployment_s_package_has_a_container_of_its_own() => Assert.Contains(
        "'deployments'",
        Deployment.ByDefault.The("Microsoft.Web/sites").Text("properties.functionAppConfig.deployment.storage.value"),
        StringComparison.Ordinal);

    private static IEnumerable<string> Names(Deployment deployment, string kind) =>
        deployment.All($"Microsoft.Storage/storageAccounts/{kind}").Select(one => one.Name).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Rules(Deployment deployment) =>
        from rule in deployment.The("Microsoft.Storage/storageAccounts/managementPolicies")["properties.policy.rules"].EnumerateArray()
        where rule.GetProperty("enabled").GetBoolean()
        let definition = rule.GetProperty("definition")
        let delete = definition.GetProperty("actions").GetProperty("baseBlob").GetProperty("delete")
        let days = delete.GetProperty("daysAfterModificationGreaterThan").GetInt32()
        from prefix in definition.GetProperty("filters").GetProperty("prefixMatch").EnumerateArray().Select(one => one.GetString())
        orderby prefix
        select $"{prefix} after {days} days";
}
