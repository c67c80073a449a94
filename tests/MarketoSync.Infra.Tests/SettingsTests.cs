using MarketoSync.Configuration;
using MarketoSync.Marketo;
using MarketoSync.Storage;

namespace MarketoSync.Infra;

public class SettingsTests
{
    /// <summary>What Azure's own host reads.</summary>
    private static readonly string[] s_host = ["APPLICATIONINSIGHTS_CONNECTION_STRING", "APPLICATIONINSIGHTS_AUTHENTICATION_STRING", "SyncSchedule", "FUNCTIONS_REQUEST_BODY_SIZE_LIMIT"];

    /// <summary>A key of the local server, and links with a key in them, which no template should open.</summary>
    private static readonly string[] s_elsewhere = ["Sync__ApiKey", "Sync__ExposeManagementUris"];

    [BicepFact]
    public void Every_setting_is_one_that_somebody_reads()
    {
        var known = Read(_ => null).Union(Read(_ => "x")).Concat(s_host).ToHashSet();

        Assert.All(AppSettings.Of(Deployment.WithEverything).Keys, key => Assert.Contains(key, known));
    }

    [BicepFact]
    public void Every_setting_of_the_app_can_be_given() => Assert.Equal(
        Read(_ => null).Where(IsOurs).Except(s_elsewhere).Order(StringComparer.Ordinal),
        AppSettings.Of(Deployment.WithEverything).Keys.Where(IsOurs).Order(StringComparer.Ordinal));

    [BicepFact]
    public void The_app_takes_the_settings_that_the_template_gives()
    {
        Assert.All([Deployment.ByDefault, Deployment.WithEverything], deployment =>
        {
            var settings = AppSettings.Of(deployment);
            // Where the value comes with the deployment: an id of an identity, or a secret that is long enough.
            string? Value(string key) => settings.TryGetValue(key, out var value) ? value ?? "00000000-0000-0000-0000-000000000003" : null;

            SettingsReader.TryRead(Value, out var marketo);
            SyncSettingsReader.TryRead(Value, out var sync);
            StorageConnectionReader.TryRead(Value, out var storage);
            Assert.Empty(marketo.Concat(sync).Concat(storage));
        });
    }

    [BicepFact]
    public void Secrets_are_references_to_the_vault()
    {
        var settings = AppSettings.Of(Deployment.WithEverything);
        var vault = Deployment.WithEverything.The("Microsoft.KeyVault/vaults").Name;

        Assert.Equal($"@Microsoft.KeyVault(VaultName={vault};SecretName=marketo-client-secret)", settings["Marketo__ClientSecret"]);
        Assert.Contains("Sync__WebhookSecret", settings);
        Assert.Null(settings["Sync__WebhookSecret"]);

        var webhook = BuiltTemplate.All.SelectMany(template => template.Outputs).Single(one => one.Name == "webhookSecretSetting");
        Assert.Equal(
            "[format('@Microsoft.KeyVault(VaultName={0};SecretName={1})', parameters('name'), 'webhook-secret')]",
            webhook.Value.GetProperty("value").GetString());
    }

    [BicepFact]
    public void Storage_is_entered_by_identity()
    {
        var settings = AppSettings.Of(Deployment.ByDefault);

        Assert.Equal(Deployment.ByDefault.The("Microsoft.Storage/storageAccounts").Name, settings["AzureWebJobsStorage__accountName"]);
        Assert.Equal("managedidentity", settings["AzureWebJobsStorage__credential"]);
        Assert.Contains("AzureWebJobsStorage__clientId", settings);
        Assert.DoesNotContain("AzureWebJobsStorage", settings);
    }

    [BicepFact]
    public void There_is_a_schedule_for_the_app_and_the_same_for_its_timer_which_cannot_do_without()
    {
        var settings = AppSettings.Of(Deployment.ByDefault);

        Assert.Equal(("0 */5 * * * *", "0 */5 * * * *"), (settings["Sync__Schedule"], settings["SyncSchedule"]));
    }

    [BicepFact]
    public void What_is_not_given_is_left_to_the_app() => Assert.DoesNotContain(
        AppSettings.Of(Deployment.ByDefault).Keys,
        key => key is "Marketo__MaxAttempts" or "Marketo__IdentityUrl" or "Sync__InboxTarget");

    private static bool IsOurs(string key) =>
        key.StartsWith("Marketo__", StringComparison.Ordinal) || key.StartsWith("Sync__", StringComparison.Ordinal);

    private static HashSet<string> Read(Func<string, string?> value)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        string? Asked(string key)
        {
            keys.Add(key);
            return value(key);
        }

        SettingsReader.TryRead(Asked, out _);
        SyncSettingsReader.TryRead(Asked, out _);
        // Without a connection string, but with an account, it asks for the identity too.
        StorageConnectionReader.TryRead(key => Asked(key) is null || key == "AzureWebJobsStorage" ? null : "account", out _);
        return keys;
    }
}
