using System.Text.RegularExpressions;

namespace MarketoSync.Infra;

public partial class RightsTests
{
    private const string BlobDataContributor = "ba92f5b4-2d11-453d-a403-e96b0029c9fe";
    private const string QueueDataContributor = "974c5e8b-45b9-4653-ba55-5f855dd0fb88";
    private const string TableDataContributor = "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3";
    private const string MetricsPublisher = "3913510d-42f4-4e42-8a64-420c390055eb";
    private const string SecretsUser = "4633458b-17de-408a-b874-0445c86b69e6";

    private static readonly string[] s_app =
    [
        $"app: {MetricsPublisher} on Microsoft.Insights/components",
        $"app: {SecretsUser} on Microsoft.KeyVault/vaults/secrets marketo-client-secret",
        $"app: {SecretsUser} on Microsoft.KeyVault/vaults/secrets webhook-secret, if given",
        $"app: {TableDataContributor} on Microsoft.Storage/storageAccounts",
        $"app: {QueueDataContributor} on Microsoft.Storage/storageAccounts",
        $"app: {BlobDataContributor} on Microsoft.Storage/storageAccounts",
    ];

    [BicepFact]
    public void The_app_has_these_rights_and_nobody_has_any_other() =>
        Assert.Equal(s_app.Order(StringComparer.Ordinal), Rights(Deployment.ByDefault));

    [BicepFact]
    public void Whoever_puts_files_into_the_inbox_has_a_right_on_it_alone() => Assert.Equal(
        s_app
            .Append($"Group: {BlobDataContributor} on Microsoft.Storage/storageAccounts/blobServices/containers marketing-files")
            .Order(StringComparer.Ordinal),
        Rights(Deployment.WithEverything));

    [BicepFact]
    public void The_app_s_one_identity_is_what_it_comes_in_by_everywhere()
    {
        var app = Deployment.ByDefault.The("Microsoft.Web/sites");
        var identity = Deployment.ByDefault.The("Microsoft.ManagedIdentity/userAssignedIdentities").Id;

        Assert.Equal(identity, Assert.Single(app["identity.userAssignedIdentities"].EnumerateObject()).Name);
        Assert.Equal(identity, app.Text("properties.keyVaultReferenceIdentity"));
        Assert.Equal(identity, app.Text("properties.functionAppConfig.deployment.storage.authentication.userAssignedIdentityResourceId"));
    }

    private static IEnumerable<string> Rights(Deployment deployment) =>
        deployment.All("Microsoft.Authorization/roleAssignments").Select(Right).Order(StringComparer.Ordinal);

    private static string Right(PredictedResource right)
    {
        var who = right.Text("properties.principalType") == "ServicePrincipal" ? "app" : right.Text("properties.principalType");
        if (who == "app") Assert.Contains("/userAssignedIdentities/id-", right.Text("properties.principalId"), StringComparison.Ordinal);

        var role = right.Text("properties.roleDefinitionId")!.Split('/')[^1];
        var scope = Scope().Match(right.Id).Groups[1].Value.Split('/');
        // PROVIDER/TYPE/NAME/TYPE/NAME: names of the app's own parts are told, those of resources are hashes.
        var type = string.Join('/', scope.Where((_, index) => index == 0 || index % 2 == 1));
        return $"{who}: {role} on {type}{(scope.Length > 3 ? " " + scope[^1] : "")}{(right.IsConditional ? ", if given" : "")}";
    }

    [GeneratedRegex("/resourceGroups/[^/]+/providers/(.+?)(?:'|/providers/Microsoft.Authorization)")]
    private static partial Regex Scope();
}
