using MarketoSync.EndToEnd.Support;
using MarketoSync.Simulator;

namespace MarketoSync.EndToEnd;

/// <summary>Everything is checked before anything is sent, and told by the manifest's lines.</summary>
public sealed class SyncAllUsageTests
{
    [Fact]
    public async Task All_that_does_not_fit_is_told_at_once_with_its_line()
    {
        var error = await RefusalAsync("""
            {"syncs":[
              {"source":"cars.ndjson","target":"companies","dedupeBy":"isbn"},
              {"source":"people.csv",
               "lookupField":"id"},
              {"source":"-","format":"csv"},
              {"source":"people.csv","target":"cars"},
              {"source":"people.csv","map":"nowhere.json"},
              {"source":"people.csv","map":"map.json"},
              {"source":"nowhere.csv"},
              {"source":"folder","format":"csv","lookup":"email",
               "onQuota":"never","map":"nowhere.json",
               "maxRefused":"many"},
              {"format":"xml"},
              {"source":"people.csv","mode":"sync"},
              {"source":"people.csv"},
              {"source":"people.csv","map":{"drop":7}},
              {"source":"people.csv","mood":"sync"},
              {"source":"./people.csv"},
              {"source":""},
              {"source":"absent.txt"}
            ]}
            """);

        string[] beginnings =
        [
            "m.json, line 2: dedupeBy isbn cannot be used: companies are told apart by",
            "m.json, line 4: lookupField id goes with the action updateOnly only",
            "m.json, line 5: source - is standard input",
            "m.json, line 6: target cars is not known. Known: leads, companies",
            "m.json, line 7: map nowhere.json cannot be read: ",
            "m.json, line 8: map map.json, line 2: the field 'b' is both renamed and dropped.",
            "m.json, line 9: ",
            "m.json, line 10: 'lookup' is not known. Known: source, target,",
            "m.json, line 10: ",
            "m.json, line 11: map nowhere.json cannot be read: ",
            "m.json, line 11: onQuota never is not known.",
            "m.json, line 12: maxRefused many is neither a number",
            "m.json, line 13: source is missing.",
            "m.json, line 13: format xml is not known.",
            "m.json, line 15: source people.csv is synced in just this way already, on line 14.",
            "m.json, line 16: map: drop must be",
            "m.json, line 17: 'mood' is not known.",
            "m.json, line 18: source ./people.csv is synced in just this way already, on line 14.",
            "m.json, line 19: source is missing.",
            "m.json, line 20: ",
            "m.json, line 20: format cannot be told by the name of absent.txt.",
        ];
        var lines = error.Split('\n');
        Assert.All(beginnings.Zip(lines), pair => Assert.StartsWith(pair.First, pair.Second, StringComparison.Ordinal));
        Assert.Equal(beginnings.Length, lines.Length);
        Assert.Contains("nowhere.csv cannot be opened: ", lines[6], StringComparison.Ordinal);
        Assert.Contains("folder is a folder. Give a file of records.", lines[8], StringComparison.Ordinal);
        Assert.Contains("absent.txt cannot be opened: ", lines[19], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"syncs":[{"source":"people.csv"},""" + "\n" + """{"source":"nowhere.csv"}]}""", "m.json, line 2: ", "nowhere.csv cannot be opened: ")]
    [InlineData("""{"syncs":[{"source":"people.csv"},""" + "\n" + """{"source":"folder","format":"csv"}]}""", "m.json, line 2: ", "folder is a folder. Give a file of records.")]
    [InlineData("""{"syncs":[{"source":"people.csv","lookup":"email"}]}""", "m.json, line 1: 'lookup' is not known. Known: source, target,", "")]
    [InlineData("""{"syncs":[{"source":"people.csv"},{"source":"people.csv","action":"updateOnly"},""" + "\n" + """{"source":"./people.csv","target":"leads","format":"csv"}]}""", "m.json, line 2: ", "source ./people.csv is synced in just this way already, on line 1.")]
    [InlineData("{", "m.json, line 1: this is not valid JSON", "")]
    [InlineData("""{"syncs":[{"source":"people.csv"},{"source":"broken.json"}]}""", "broken.json, line 1: ", "")]
    public async Task One_sync_that_cannot_be_made_keeps_all_from_being_sent(string manifest, string beginning, string then)
    {
        var error = await RefusalAsync(manifest);

        Assert.StartsWith(beginning, error.Split('\n')[^1], StringComparison.Ordinal);
        Assert.Contains(then, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_manifest_that_is_not_there_is_told()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = new Shell(simulator);

        Assert.Equal(2, await shell.RunAsync("sync-all", "nowhere.json"));
        Assert.StartsWith("nowhere.json cannot be read: ", shell.Error, StringComparison.Ordinal);
        Assert.Equal(2, await shell.RunAsync("sync-all", "--all"));
        Assert.StartsWith("--all is no option of this command.", shell.Error, StringComparison.Ordinal);
        Assert.Equal(2, await shell.RunAsync("sync-all", shell.Write("m.json", """{"syncs":[{"source":"people.csv"}]}"""), "--run", new string('r', 41)));
        Assert.EndsWith("40 at most.", shell.Error.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_id_that_was_begun_with_another_manifest_or_another_file_is_not_taken_for_the_same()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = new Shell(simulator);
        var manifest = shell.Write("m.json", """{"syncs":[{"source":"people.csv"}]}""");
        shell.Write("people.csv", "email\na@example.com\n");
        shell.Write("companies.csv", "externalCompanyId\nc1\n");
        Assert.Equal(0, await shell.RunAsync("sync-all", manifest, "--run", "n"));

        Assert.Equal("", await ChangedAsync(""));
        Assert.StartsWith(
            "m.json, line 2: this is not what run n was begun with: there it is people.csv for leads by createOrUpdate.",
            await ChangedAsync("""{"syncs":[""" + "\n" + """{"source":"people.csv","lookupField":"crmId"}]}"""), StringComparison.Ordinal);
        Assert.StartsWith(
            "Run n was begun with one sync, and m.json has 2.",
            await ChangedAsync("""{"syncs":[{"source":"people.csv"},{"source":"companies.csv","target":"companies"}]}"""), StringComparison.Ordinal);
        shell.Write("people.csv", "email\nb@example.com\n");
        Assert.StartsWith(
            "m.json, line 1: people.csv is not what it was when run n was begun with it.",
            await ChangedAsync("""{"syncs":[{"source":"people.csv"}]}"""), StringComparison.Ordinal);
        Assert.Equal(1, simulator.Statistics.WriteCalls);

        async Task<string> ChangedAsync(string json)
        {
            if (json.Length > 0) shell.Write("m.json", json);
            return await shell.RunAsync("sync-all", manifest, "--run", "n") == 0 ? "" : shell.Error;
        }
    }

    [Fact]
    public async Task Of_what_was_begun_a_source_must_be_there_only_if_it_was_not_read_in()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = new Shell(simulator);
        var manifest = shell.Write("m.json", """
            {"syncs":[
              {"source":"people.csv"},
              {"target":"companies",
               "source":"companies.csv"}
            ]}
            """);
        shell.Write("people.csv", "email\na@example.com\n");
        shell.Write("companies.csv", "externalCompanyId\nc1\n");
        simulator.FailNext("603", path: "/rest/v1/companies");
        Assert.Equal(3, await shell.RunAsync("sync-all", manifest, "--run", "n"));
        Directory.Delete(Path.Combine(shell.Runs, "n-1-companies"), recursive: true);
        foreach (var source in new[] { "people.csv", "companies.csv" }) File.Delete(shell.PathOf(source));

        Assert.Equal(2, await shell.RunAsync("sync-all", manifest, "--run", "n"));

        Assert.StartsWith("m.json, line 4: ", shell.Error, StringComparison.Ordinal);
        Assert.Contains("companies.csv cannot be opened: ", Assert.Single(shell.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_is_there_by_another_hand_is_not_taken_for_one_of_the_manifest()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = new Shell(simulator);
        var people = shell.Write("people.csv", "email\na@example.com\n");
        await shell.RunAsync("sync", people, "--run", "n-1-leads");

        Assert.Equal(2, await shell.RunAsync("sync-all", shell.Write("m.json", """{"syncs":[{"source":"people.csv"}]}"""), "--run", "n"));

        Assert.StartsWith("Run n-1-leads exists, and is not of a manifest that was begun as n.", shell.Error, StringComparison.Ordinal);
        Assert.Equal(1, simulator.Statistics.WriteCalls);
    }

    [Fact]
    public async Task What_names_the_whole_where_one_run_is_wanted_is_told_how_to_go_on()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = new Shell(simulator);
        shell.Write("people.csv", "email\na@example.com\n");
        await shell.RunAsync("sync-all", shell.Write("m.json", """{"syncs":[{"source":"people.csv"}]}"""), "--run", "n");

        Assert.Equal(2, await shell.RunAsync("resume", "n"));

        Assert.Contains("marketo-sync sync-all MANIFEST --run n", shell.Error, StringComparison.Ordinal);
    }

    private static async Task<string> RefusalAsync(string manifest)
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = new Shell(simulator);
        shell.Write("people.csv", "email\na@example.com\n");
        shell.Write("cars.ndjson", """{"vin":"v1"}""");
        shell.Write("broken.json", """[{"email":"a@example.com"},{""");
        shell.Write("map.json", "{\"rename\":{\"b\":\"c\"},\n\"drop\":[\"b\"]}");
        Directory.CreateDirectory(shell.PathOf("folder"));

        var exit = await shell.RunAsync("sync-all", shell.Write("m.json", manifest), "--run", "n");

        var error = shell.Error.TrimEnd();
        Assert.Equal(2, exit);
        Assert.Equal("", shell.Output);
        Assert.EndsWith(" Nothing was sent.", error, StringComparison.Ordinal);
        Assert.Equal(0, simulator.Statistics.WriteCalls);
        Assert.Equal(0, await shell.RunAsync("runs"));
        Assert.StartsWith("No runs in ", shell.Output, StringComparison.Ordinal);

        // Nothing of it is left in the way of the id.
        Assert.Equal(0, await shell.RunAsync("sync-all", shell.Write("m.json", """{"syncs":[{"source":"people.csv"}]}"""), "--run", "n"));
        return error;
    }
}
