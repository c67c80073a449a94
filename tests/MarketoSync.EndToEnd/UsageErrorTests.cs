using MarketoSync.EndToEnd.Support;
using MarketoSync.Simulator;

namespace MarketoSync.EndToEnd;

/// <summary>Exit code 2: one short text that says what to do, nothing sent, no half-made run.</summary>
public sealed class UsageErrorTests
{
    [Theory]
    [InlineData("--colour is no option", "sync", "--colour")]
    [InlineData("'--colour'", "sync", "SOURCE", "--colour")]
    [InlineData("'SOURCE' missing", "sync")]
    [InlineData("frob is no command", "frob")]
    [InlineData("A command is missing. Commands: sync,")]
    [InlineData("--target cars is not known. Known: leads, companies, salespersons", "sync", "SOURCE", "--target", "cars")]
    [InlineData("--action upsert is not known for leads. Known: createOrUpdate, createOnly, updateOnly, createDuplicate, delete.", "sync", "SOURCE", "--action", "upsert")]
    [InlineData("--format xml is not known. Known: csv, ndjson, json.", "sync", "SOURCE", "--format", "xml")]
    [InlineData("--format 1 is not known. Known: csv, ndjson, json.", "sync", "SOURCE", "--format", "1")]
    [InlineData("--mode soon is not known. Known: sync, bulk, auto.", "sync", "SOURCE", "--mode", "soon")]
    [InlineData("--mode bulk cannot be used. companies cannot be imported from files.", "sync", "SOURCE", "--mode", "bulk", "--target", "companies")]
    [InlineData("--on-quota never is not known. Known: wait, stop.", "sync", "SOURCE", "--on-quota", "never")]
    [InlineData("--run a/b is no usable id", "sync", "SOURCE", "--run", "a/b")]
    [InlineData("--lookup-field id goes with the action updateOnly only", "sync", "SOURCE", "--lookup-field", "id")]
    [InlineData("--dedupe-by isbn cannot be used: companies are told apart by externalCompanyId.", "sync", "SOURCE", "--target", "companies", "--dedupe-by", "isbn")]
    [InlineData("--dedupe-by and --lookup-field are one option", "plan", "SOURCE", "--lookup-field", "email", "--dedupe-by", "crmId")]
    [InlineData("--dedupe-by and --lookup-field are one option: keep --lookup-field for leads, --dedupe-by for other objects.", "sync", "SOURCE", "--lookup-field", "", "--dedupe-by", "crmId")]
    [InlineData("--member-status is missing.", "sync", "SOURCE", "--target", "programs/2001/members", "--member-status", "")]
    [InlineData("--partition-name goes with", "sync", "SOURCE", "--partition-name", "p", "--action", "updateOnly")]
    [InlineData("nowhere.csv cannot be opened", "sync", "nowhere.csv")]
    [InlineData("--format cannot be told by the name of people", "sync", "people")]
    [InlineData(". is a folder", "sync", ".", "--format", "csv")]
    [InlineData("--port must be from 0 to 65535", "simulate", "--port", "70000")]
    [InlineData("--faults must be a share", "simulate", "--faults", "2")]
    [InlineData("--import-faults must be a share", "simulate", "--import-faults", "2")]
    [InlineData("--import-seconds must be from 0 to 86400", "simulate", "--import-seconds", "-1")]
    [InlineData("--import-rows-per-second must be 0, or from 0.01", "simulate", "--import-rows-per-second", "-5")]
    [InlineData("--only lost is no status. Known: created", "retry", "r", "--only", "lost")]
    [InlineData("--only names no status", "retry", "r", "--only", ",")]
    [InlineData("There is no run r", "report", "r")]
    [InlineData(".. is no run's id", "report", "..")]
    public async Task What_cannot_be_meant_is_told_and_nothing_happens(string text, params string[] arguments)
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = new Shell(simulator);
        var source = shell.Write("people.ndjson", """{"email":"a@example.com"}""");

        var exit = await shell.RunAsync([.. arguments.Select(argument => argument == "SOURCE" ? source : argument)]);

        Assert.Equal(2, exit);
        Assert.Contains(text, shell.Error, StringComparison.Ordinal);
        AssertNothingHappened(shell, simulator);
    }

    [Theory]
    [InlineData("sync", "{\n\"rename\":{\"E-Mail\":\"email\"},\n\"drop\":[\"E-Mail\"]}", "map.json, line 3: the field 'E-Mail' is both renamed and dropped.")]
    [InlineData("plan", "{\"rename\":", "map.json, line 1: this is not valid JSON")]
    [InlineData("plan", null, "map.json cannot be read: ")]
    public async Task A_mapping_that_cannot_be_used_is_told_by_file_and_line(string command, string? content, string text)
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = new Shell(simulator);
        if (content is not null) shell.Write("map.json", content);

        var exit = await shell.RunAsync(command, shell.Write("people.ndjson", """{"email":"a@example.com"}"""), "--map", shell.PathOf("map.json"));

        Assert.Equal(2, exit);
        Assert.StartsWith("--map ", shell.Error, StringComparison.Ordinal);
        Assert.Contains(text, shell.Error, StringComparison.Ordinal);
        AssertNothingHappened(shell, simulator);
    }

    [Theory]
    [InlineData("Marketo__BaseUrl")]
    [InlineData("Marketo__ClientId")]
    [InlineData("Marketo__ClientSecret")]
    public async Task A_missing_setting_is_named(string key)
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = new Shell(simulator);
        shell.Unset(key);

        var exit = await shell.RunAsync("sync", shell.Write("people.ndjson", """{"email":"a@example.com"}"""));

        Assert.Equal(2, exit);
        Assert.StartsWith($"{key} is not set.", shell.Error, StringComparison.Ordinal);
        AssertNothingHappened(shell, simulator);
    }

    [Theory]
    [InlineData("Marketo__BaseUrl", "http://123-abc-456.mktorest.com", "must begin with https:")]
    [InlineData("Marketo__BaseUrl", "marketo", "is no URL")]
    [InlineData("Marketo__MaxBatchRecords", "301", "must be a whole number from 1 to 300")]
    [InlineData("Marketo__WindowSeconds", "soon", "must be a number of seconds")]
    [InlineData("Marketo__BackoffSeconds", "-1", "must be a number of seconds")]
    public async Task A_wrong_setting_is_named(string key, string value, string text)
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = new Shell(simulator, (key, value));

        var exit = await shell.RunAsync("sync", shell.Write("people.ndjson", """{"email":"a@example.com"}"""));

        Assert.Equal(2, exit);
        Assert.StartsWith($"{key} {text}", shell.Error, StringComparison.Ordinal);
        AssertNothingHappened(shell, simulator);
    }

    [Theory]
    [InlineData("""[{"email":"a@example.com"},{"email":""", "people.json, line 1: ")]
    [InlineData("""{"people":[]}""", "people.json, line 1: ")]
    public async Task A_broken_array_is_told_by_file_and_line(string content, string text)
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = new Shell(simulator);

        var exit = await shell.RunAsync("sync", shell.Write("people.json", content));

        Assert.Equal(2, exit);
        Assert.StartsWith(text, shell.Error, StringComparison.Ordinal);
        Assert.EndsWith("Nothing was sent.", shell.Error.TrimEnd(), StringComparison.Ordinal);
        Assert.Empty(await shell.RunsAsync());
        Assert.Equal(0, simulator.LeadCount);
    }

    [Fact]
    public async Task A_run_id_is_used_once()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = new Shell(simulator);
        var source = shell.Write("people.ndjson", """{"email":"a@example.com"}""");
        await shell.RunAsync("sync", source, "--run", "once");
        var results = await File.ReadAllTextAsync(Path.Combine(shell.Runs, "once", "results.ndjson"));
        var calls = simulator.Statistics.RestCalls;

        var exit = await shell.RunAsync("sync", source, "--run", "once");

        Assert.Equal(2, exit);
        Assert.Contains("Run once exists.", shell.Error, StringComparison.Ordinal);
        Assert.Equal(calls, simulator.Statistics.RestCalls);
        Assert.Equal(results, await File.ReadAllTextAsync(Path.Combine(shell.Runs, "once", "results.ndjson")));
    }

    [Fact]
    public async Task An_id_of_which_the_records_were_never_read_in_to_the_end_can_be_used_again()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = new Shell(simulator);
        var source = shell.Write("people.ndjson", """{"email":"a@example.com"}""");
        var folder = Directory.CreateDirectory(Path.Combine(shell.Runs, "cut")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "journal"), "");
        await File.WriteAllTextAsync(Path.Combine(folder, "records.ndjson"), "{\"email\":\"b@exam");

        Assert.Equal(2, await shell.RunAsync("resume", "cut"));
        Assert.Contains("Nothing was sent. Sync the source again, by the same id or another.", shell.Error, StringComparison.Ordinal);
        Assert.Equal(0, await shell.RunAsync("sync", source, "--run", "cut"));
        Assert.Equal(["a@example.com"], (await shell.ResultsAsync("cut")).Select(result => result.Key));
    }

    [Fact]
    public async Task A_folder_that_is_no_run_is_left_alone()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = new Shell(simulator);
        await File.WriteAllTextAsync(Path.Combine(Directory.CreateDirectory(Path.Combine(shell.Runs, "mine")).FullName, "notes.txt"), "");

        Assert.Equal(2, await shell.RunAsync("sync", shell.Write("people.ndjson", """{"email":"a@example.com"}"""), "--run", "mine"));
        Assert.Contains("Run mine exists.", shell.Error, StringComparison.Ordinal);
    }

    private static void AssertNothingHappened(Shell shell, MarketoSimulator simulator)
    {
        Assert.Equal("", shell.Output);
        Assert.DoesNotContain("   at ", shell.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(shell.Runs) && Directory.EnumerateFileSystemEntries(shell.Runs).Any());
        Assert.Equal(0, simulator.Statistics.RestCalls + simulator.Statistics.IdentityCalls);
    }
}
