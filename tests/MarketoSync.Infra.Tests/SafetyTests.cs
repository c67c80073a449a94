namespace MarketoSync.Infra;

public class SafetyTests
{
    private static Deployment Made => Deployment.ByDefault;

    [BicepFact]
    public void Nobody_comes_in_by_an_account_key_or_a_password()
    {
        var account = Made.The("Microsoft.Storage/storageAccounts");
        Assert.False(account.Is("properties.allowSharedKeyAccess"));
        Assert.True(account.Is("properties.defaultToOAuthAuthentication"));
        Assert.True(Made.The("Microsoft.Insights/components").Is("properties.DisableLocalAuth"));
        Assert.True(Made.The("Microsoft.OperationalInsights/workspaces").Is("properties.features.disableLocalAuth"));
        Assert.True(Made.The("Microsoft.KeyVault/vaults").Is("properties.enableRbacAuthorization"));

        var passwords = Made.All("Microsoft.Web/sites/basicPublishingCredentialsPolicies").ToList();
        Assert.Equal(["ftp", "scm"], passwords.Select(one => one.Name).Order());
        Assert.All(passwords, one => Assert.False(one.Is("properties.allow")));
        Assert.Equal("Disabled", Made.The("Microsoft.Web/sites").Text("properties.siteConfig.ftpsState"));
    }

    [BicepFact]
    public void Nothing_travels_in_the_open()
    {
        var account = Made.The("Microsoft.Storage/storageAccounts");
        Assert.Equal("TLS1_2", account.Text("properties.minimumTlsVersion"));
        Assert.True(account.Is("properties.supportsHttpsTrafficOnly"));

        var app = Made.The("Microsoft.Web/sites");
        Assert.True(app.Is("properties.httpsOnly"));
        Assert.True(app.Is("properties.siteConfig.http20Enabled"));
        Assert.Equal("1.2", app.Text("properties.siteConfig.minTlsVersion"));
        Assert.Equal("1.2", app.Text("properties.siteConfig.scmMinTlsVersion"));
    }

    [BicepFact]
    public void No_blob_is_public()
    {
        Assert.False(Made.The("Microsoft.Storage/storageAccounts").Is("properties.allowBlobPublicAccess"));
        Assert.All(
            Made.All("Microsoft.Storage/storageAccounts/blobServices/containers"),
            one => Assert.Equal("None", one.Text("properties.publicAccess")));
    }

    [BicepFact]
    public void A_secret_that_was_deleted_can_be_had_back()
    {
        var vault = Made.The("Microsoft.KeyVault/vaults");
        Assert.True(vault.Is("properties.enableSoftDelete"));
        Assert.True(vault.Is("properties.enablePurgeProtection"));
    }

    [BicepFact]
    public void Who_read_a_secret_is_on_record()
    {
        var audit = Made.The("Microsoft.Insights/diagnosticSettings");
        Assert.Contains("/vaults/", audit.Id, StringComparison.Ordinal);
        Assert.Equal("AuditEvent", Assert.Single(audit["properties.logs"].EnumerateArray()).GetProperty("category").GetString());
    }
}
