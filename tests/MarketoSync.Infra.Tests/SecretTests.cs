using System.Text.Json;
using System.Text.RegularExpressions;

namespace MarketoSync.Infra;

public partial class SecretTests
{
    [BicepFact]
    public void Whatever_is_called_a_secret_is_a_secure_parameter()
    {
        var secrets = BuiltTemplate.All.SelectMany(template => template.Parameters).Where(one => SecretName().IsMatch(one.Name)).ToList();

        Assert.NotEmpty(secrets);
        Assert.All(secrets, one => Assert.Equal("securestring", one.Type));
    }

    [BicepFact]
    public void The_value_of_a_secret_goes_into_the_vault_and_nowhere_else() => Assert.All(
        Deployment.WithEverything.Resources,
        resource =>
        {
            var text = resource.Json.GetRawText();
            if (resource.Type == "Microsoft.KeyVault/vaults/secrets")
                Assert.Matches("^\\[parameters\\('(marketoClientSecret|webhookSecret)'\\)\\]$", resource.Text("properties.value"));
            else
                Assert.DoesNotMatch("parameters\\(", AskedWhetherEmpty().Replace(text, ""));
            Assert.All(Bicep.Secrets, secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
        });

    [BicepFact]
    public void No_output_holds_a_secret_or_a_key() => Assert.All(
        BuiltTemplate.All.SelectMany(template => template.Outputs),
        output =>
        {
            var value = output.Value.GetProperty("value").GetString()!;
            Assert.Equal("string", output.Value.GetProperty("type").GetString());
            Assert.DoesNotMatch("list[A-Z]\\w*\\(|parameters\\('(marketoClientSecret|webhookSecret)'\\)", value);
        });

    [BicepFact]
    public void The_deployment_gives_out_just_what_is_needed_to_go_on() => Assert.Equal(
        ["functionAppName", "apiUrl", "inboxUrl"], BuiltTemplate.All[0].Outputs.Select(output => output.Name));

    [BicepFact]
    public void The_snapshot_that_is_committed_holds_no_secret()
    {
        var snapshot = File.ReadAllText(Path.Combine(Bicep.Infra, "main.snapshot.json"));

        Assert.All(Bicep.Secrets, secret => Assert.DoesNotContain(secret, snapshot, StringComparison.Ordinal));
        Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(snapshot).RootElement.ValueKind);
    }

    [GeneratedRegex("secret|password|token", RegexOptions.IgnoreCase)]
    private static partial Regex SecretName();

    [GeneratedRegex("empty\\(parameters\\('webhookSecret'\\)\\)")]
    private static partial Regex AskedWhetherEmpty();
}
