using MarketoSync.EndToEnd.Support;
using MarketoSync.Records;
using MarketoSync.Simulator;

namespace MarketoSync.EndToEnd;

public sealed class MappingTests
{
    private const string Map =
        """
        {
          "rename": { "E-Mail": "email", "First Name": "firstName", "Punkte": "leadScore" },
          "drop": [ "email", "Notes" ],
          "constants": { "leadSource": "Import 2026" }
        }
        """;

    /// <summary>One gets in, one is skipped, one has too few cells.</summary>
    private const string Source = "E-Mail,First Name,email,Punkte,Notes\ngood@example.com,Ada,old,1,x\nskipped@example.com,Grace,old,many,x\nragged@example.com,Joan\n";

    [Fact]
    public async Task Fields_become_what_the_mapping_says_and_the_plan_and_the_sync_warn_of_what_looks_mistyped()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = new Shell(simulator);
        var source = shell.Write("people.csv", "E-Mail,Vorname,Notes\na@example.com,Ada,x\n");
        var map = shell.Write("map.json", """{"rename":{"E-Mail":"email","vorname":"firstName"},"drop":["Notes","Vorname"]}""");

        Assert.Equal(0, await shell.RunAsync("plan", source, "--map", map, "--json"));
        Assert.StartsWith("Warning: No record has the field 'vorname'", shell.Error, StringComparison.Ordinal);
        Assert.Contains("\"unmatched\": [", shell.Output, StringComparison.Ordinal);
        Assert.Equal(0, await shell.RunAsync("sync", source, "--map", map, "--run", "r"));

        Assert.StartsWith("Warning: No record has the field 'vorname'", shell.Error, StringComparison.Ordinal);
        Assert.Contains("To look at: No record has the field 'vorname'", shell.Output, StringComparison.Ordinal);
        Assert.Contains("'vorname'", Assert.Single((await shell.ReportAsync("r")).Warnings!), StringComparison.Ordinal);
        Assert.Single(simulator.Ledger.ByKey("a@example.com"));
    }

    [Fact]
    public async Task Retry_does_not_map_again()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = await AfterFirstRunAsync(simulator);

        Assert.Equal(1, await shell.RunAsync("retry", "first", "--run", "second"));

        var results = await shell.ResultsAsync("second");
        Assert.Equal([("skipped@example.com", RecordStatus.Skipped, 3L), (null, RecordStatus.Rejected, 4L)], results.Select(result => (result.Key, result.Status, result.Line)));
        Assert.DoesNotContain("No record has the field", shell.Error, StringComparison.Ordinal);
        await shell.RunAsync("report", "second", "--rejects", shell.PathOf("fix.ndjson"));
        Assert.Contains("\"marketosync.raw\":\"ragged@example.com,Joan\"", await File.ReadAllTextAsync(shell.PathOf("fix.ndjson")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fix.csv")]
    [InlineData("fix.ndjson")]
    public async Task A_rejects_file_that_is_corrected_goes_in_with_the_same_mapping(string name)
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = await AfterFirstRunAsync(simulator);
        var path = shell.PathOf(name);

        Assert.Equal(1, await shell.RunAsync("report", "first", "--rejects", path));
        Assert.Contains($"marketo-sync sync {path} --map FILE", shell.Error, StringComparison.Ordinal);
        var text = await File.ReadAllTextAsync(path);
        await File.WriteAllTextAsync(path, Corrected(text));

        Assert.Equal(0, await shell.RunAsync("sync", path, "--map", shell.PathOf("map.json"), "--run", "second"));
        Assert.Equal(["skipped@example.com", "ragged@example.com"], (await shell.ResultsAsync("second")).Select(result => result.Key));
        Assert.DoesNotContain("Warning", shell.Error, StringComparison.Ordinal);
    }

    /// <summary>The one gets a number for a score; the other, which was rejected, gets fields as the source names them.</summary>
    private static string Corrected(string rejects) => rejects
        .Replace("\"many\"", "7", StringComparison.Ordinal).Replace(",many,", ",7,", StringComparison.Ordinal)
        .Replace("\"marketosync.raw\":\"ragged@example.com,Joan\"", "\"E-Mail\":\"ragged@example.com\",\"First Name\":\"Joan\"", StringComparison.Ordinal)
        .Replace("marketosync.raw,", "E-Mail,", StringComparison.Ordinal).Replace("\"ragged@example.com,Joan\"", "ragged@example.com", StringComparison.Ordinal);

    private static async Task<Shell> AfterFirstRunAsync(MarketoSimulator simulator)
    {
        var shell = new Shell(simulator);
        Assert.Equal(1, await shell.RunAsync("sync", shell.Write("people.csv", Source), "--map", shell.Write("map.json", Map), "--run", "first"));
        Assert.Equal(
            [("good@example.com", RecordStatus.Created), ("skipped@example.com", RecordStatus.Skipped), (null, RecordStatus.Rejected)],
            (await shell.ResultsAsync("first")).Select(result => (result.Key, result.Status)));
        return shell;
    }
}
