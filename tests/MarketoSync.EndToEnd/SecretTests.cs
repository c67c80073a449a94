using System.Text;
using MarketoSync.EndToEnd.Support;
using MarketoSync.Simulator;

namespace MarketoSync.EndToEnd;

/// <summary>Neither the client secret nor an access token is written anywhere.</summary>
public sealed class SecretTests
{
    private const string Secret = "s3cret-that-nobody-may-see";

    [Theory]
    [InlineData("601")]
    [InlineData("602")]
    [InlineData("html-200-after")]
    [InlineData("603")]
    public async Task Whatever_goes_wrong(string fault)
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions { ClientSecret = Secret, CallsPerWindow = 0 });
        using var shell = new Shell(simulator, ("Marketo__ClientSecret", Secret));
        var token = await TokenAsync(simulator);
        simulator.FailNext(fault, count: 2);
        simulator.FailNext("http-503-before", FaultTarget.Identity);
        var source = shell.PathOf("people.ndjson");
        People.Write(source, 2_000);

        foreach (var command in (string[][])[["sync", source, "--run", "r"], ["resume", "r"], ["report", "r", "--html", shell.PathOf("page.html")], ["report", "r", "--rejects", shell.PathOf("fix.csv")], ["runs"]])
        {
            await shell.RunAsync([.. command, "--verbose"]);
            AssertSaysNothing(shell.Output + shell.Error, Secret, token, await TokenAsync(simulator));
        }

        await AssertFilesSayNothingAsync(shell, Secret, token, await TokenAsync(simulator));
    }

    [Fact]
    public async Task A_secret_that_is_refused_is_not_repeated()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = new Shell(simulator, ("Marketo__ClientSecret", Secret));

        Assert.Equal(3, await shell.RunAsync("sync", shell.Write("people.ndjson", """{"email":"a@example.com"}"""), "--run", "r", "--verbose"));

        AssertSaysNothing(shell.Output + shell.Error, Secret);
        await AssertFilesSayNothingAsync(shell, Secret);
    }

    [Theory]
    [InlineData("Marketo__BaseUrl", "http://user:" + Secret + "@example.com")]
    [InlineData("Marketo__BaseUrl", "https://user:" + Secret + "@example.com")]
    [InlineData("Marketo__BaseUrl", Secret)]
    [InlineData("Marketo__MaxAttempts", Secret)]
    public async Task A_secret_in_the_wrong_place_is_not_repeated(string key, string value)
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = new Shell(simulator, (key, value));

        Assert.Equal(2, await shell.RunAsync("sync", shell.Write("people.ndjson", "{}"), "--verbose"));

        AssertSaysNothing(shell.Output + shell.Error, Secret);
    }

    /// <summary>The token that the simulator gives to whoever asks until it expires.</summary>
    private static async Task<string> TokenAsync(MarketoSimulator simulator)
    {
        using var http = new HttpClient();
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials", ["client_id"] = "simulator-client", ["client_secret"] = Secret,
        });
        using var answer = await http.PostAsync(new Uri(simulator.BaseUrl, "identity/oauth/token"), form);
        using var json = System.Text.Json.JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return json.RootElement.GetProperty("access_token").GetString()!;
    }

    private static void AssertSaysNothing(string text, params string[] secrets)
    {
        foreach (var secret in secrets) Assert.False(text.Contains(secret, StringComparison.Ordinal), "A secret was printed.");
    }

    private static async Task AssertFilesSayNothingAsync(Shell shell, params string[] secrets)
    {
        var files = Directory.GetFiles(Path.GetDirectoryName(shell.Runs)!, "*", SearchOption.AllDirectories);
        Assert.Contains(files, file => Path.GetFileName(file) == "journal");
        foreach (var file in files)
        {
            var text = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file));
            foreach (var secret in secrets) Assert.False(text.Contains(secret, StringComparison.Ordinal), $"{Path.GetFileName(file)} holds a secret.");
        }
    }
}
