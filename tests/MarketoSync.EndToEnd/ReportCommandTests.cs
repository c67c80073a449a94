using System.Text;
using MarketoSync.EndToEnd.Support;
using MarketoSync.Records;
using MarketoSync.Simulator;

namespace MarketoSync.EndToEnd;

public sealed class ReportCommandTests
{
    [Fact]
    public async Task It_prints_what_sync_printed_with_the_same_exit_code()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = new Shell(simulator);
        var exit = await shell.RunAsync("sync", shell.Write("people.ndjson", "{\"email\":\"a@example.com\"}\n{\"email\":\"b@example.com\",\"leadScore\":\"x\"}\n{"), "--run", "r");
        var printed = shell.Output;

        Assert.Equal(exit, await shell.RunAsync("report", "r"));

        Assert.Equal(printed, shell.Output);
        Assert.Equal("", shell.Error);
    }

    [Theory]
    [InlineData("sync")]
    [InlineData("report")]
    [InlineData("resume")]
    public async Task Json_is_the_content_of_report_json_and_nothing_else(string command)
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = new Shell(simulator);
        var source = shell.Write("people.ndjson", "{\"email\":\"zoë@example.com\",\"leadScore\":\"<&>\"}");
        await shell.RunAsync("sync", source, "--run", "r", "--json");

        if (command != "sync") await shell.RunAsync(command, "r", "--json");

        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(shell.Runs, "r", "report.json")) + Environment.NewLine, shell.Output);
    }

    [Theory]
    [InlineData("fix.csv", "many", "12")]
    [InlineData("fix.ndjson", "\"leadScore\":\"many\"", "\"leadScore\":12")]
    public async Task Rejects_that_are_fixed_get_in_and_those_that_are_not_are_rejected_again(string file, string wrong, string right)
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = new Shell(simulator);
        await shell.RunAsync(
            "sync",
            shell.Write("people.ndjson", "{\"email\":\"good@example.com\"}\n{\"email\":\"score@example.com\",\"firstName\":\"Zoë, \\\"Z\\\"\",\"leadScore\":\"many\"}\n{\"email\":\"torn@exam"),
            "--run", "r");
        var fix = shell.PathOf(file);
        Assert.Equal(1, await shell.RunAsync("report", "r", "--rejects", fix));
        Assert.Contains("the 2 records that did not get in", shell.Error, StringComparison.Ordinal);
        Assert.Equal("", shell.Output);

        var text = await File.ReadAllTextAsync(fix);
        Assert.Contains(wrong, text, StringComparison.Ordinal);
        await File.WriteAllTextAsync(fix, text.Replace(wrong, right, StringComparison.Ordinal), new UTF8Encoding(false));
        var exit = await shell.RunAsync("sync", fix, "--run", "fixed");

        Assert.Equal(1, exit);
        var results = await shell.ResultsAsync("fixed");
        Assert.Equal([RecordStatus.Created, RecordStatus.Rejected], results.Select(result => result.Status));
        Assert.Equal("not-fixed", Assert.Single(results[1].Reasons!).Code);
        var lead = Assert.Single(simulator.FindLeads("email", "score@example.com"));
        Assert.Equal("Zoë, \"Z\"", lead.Values["firstName"]);
        Assert.Equal(12, Convert.ToInt32(lead.Values["leadScore"], System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(2, simulator.LeadCount);
    }

    [Fact]
    public async Task Rejects_that_have_no_column_for_their_key_are_rejected_again_for_it_and_get_in_once_they_have()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = new Shell(simulator);
        await shell.RunAsync("sync", shell.Write("people.ndjson", "{\"firstName\":\"Ada\"}\n{\"firstName\":\"Bob\"}"), "--preflight", "reject", "--run", "r");
        var fix = shell.PathOf("fix.csv");
        await shell.RunAsync("report", "r", "--rejects", fix);
        var rows = (await File.ReadAllTextAsync(fix)).TrimEnd().Split("\r\n");
        Assert.EndsWith(".line,firstName", rows[0], StringComparison.Ordinal);

        Assert.Equal(1, await shell.RunAsync("sync", fix, "--preflight", "reject", "--run", "again"));
        Assert.All(await shell.ResultsAsync("again"), result => Assert.Equal("missing-key", Assert.Single(result.Reasons!).Code));

        shell.Write("fix.csv", $"{rows[0]},email\r\n{rows[1]},a@example.com\r\n{rows[2]},b@example.com\r\n");
        Assert.Equal(0, await shell.RunAsync("sync", fix, "--preflight", "reject", "--run", "fixed"));
        Assert.Equal("Bob", Assert.Single(simulator.FindLeads("email", "b@example.com")).Values["firstName"]);
    }

    [Theory]
    [InlineData("fix.csv")]
    [InlineData("fix.ndjson")]
    public async Task Records_that_no_file_can_hold_get_in_by_calls_as_their_rejects_are(string file)
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = new Shell(simulator);
        await shell.RunAsync("sync", shell.Write("people.csv", "email,firstName\na@example.com,NULL\nb@example.com,Bob\n"), "--mode", "bulk", "--run", "r");
        Assert.Equal("no-row", Assert.Single((await shell.ResultsAsync("r"))[0].Reasons!).Code);
        var fix = shell.PathOf(file);
        await shell.RunAsync("report", "r", "--rejects", fix);

        Assert.Equal(0, await shell.RunAsync("sync", fix, "--mode", "sync"));
        Assert.Single(simulator.FindLeads("email", "a@example.com"));
    }

    [Fact]
    public async Task Records_without_what_would_be_sent_of_them_keep_their_fields_in_their_rejects()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = new Shell(simulator);
        await shell.RunAsync("sync", shell.Write("gone.csv", "id,Mail\n,a@example.com\n"), "--action", "delete", "--map", shell.Write("map.json", """{"rename":{"Mail":"email"}}"""), "--run", "r");
        var fix = shell.PathOf("fix.csv");

        await shell.RunAsync("report", "r", "--rejects", fix);

        var rows = (await File.ReadAllTextAsync(fix)).TrimEnd().Split("\r\n");
        Assert.EndsWith(".map,email", rows[0], StringComparison.Ordinal);
        Assert.StartsWith("rejected,missing-key,", rows[1], StringComparison.Ordinal);
        Assert.EndsWith(",a@example.com", rows[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_where_everything_got_in_has_no_rejects_to_write()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = new Shell(simulator);
        await shell.RunAsync("sync", shell.Write("people.ndjson", "{\"email\":\"a@example.com\"}"), "--run", "r");
        var before = shell.Write("fix.csv", "somebody's work");

        Assert.Equal(0, await shell.RunAsync("report", "r", "--rejects", before));

        Assert.StartsWith("Every record got in", shell.Error, StringComparison.Ordinal);
        Assert.Equal("somebody's work", await File.ReadAllTextAsync(before));
    }

    [Fact]
    public async Task What_csv_cannot_carry_is_told_and_overwrites_nothing()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = new Shell(simulator);
        await shell.RunAsync("sync", shell.Write("people.ndjson", "{\"email\":\"a@example.com\",\"leadScore\":{\"a\":1}}"), "--run", "r");
        var before = shell.Write("fix.csv", "somebody's work");

        Assert.Equal(2, await shell.RunAsync("report", "r", "--rejects", before));

        Assert.Contains("field leadScore, line 1", shell.Error, StringComparison.Ordinal);
        Assert.Contains(".ndjson", shell.Error, StringComparison.Ordinal);
        Assert.Equal("somebody's work", await File.ReadAllTextAsync(before));
    }

    [Theory]
    [InlineData("fix.json")]
    [InlineData("fix")]
    public async Task Rejects_are_named_so_that_a_sync_knows_their_format(string file)
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = new Shell(simulator);
        await shell.RunAsync("sync", shell.Write("people.ndjson", "{"), "--run", "r");

        Assert.Equal(2, await shell.RunAsync("report", "r", "--rejects", shell.PathOf(file)));

        Assert.Contains("must end in .csv or .ndjson", shell.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_holds_the_counts()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions { CallsPerWindow = 0 });
        using var shell = new Shell(simulator);
        var source = shell.PathOf("people.ndjson");
        People.Write(source, 2_000);
        await shell.RunAsync("sync", source, "--run", "r");
        var report = await shell.ReportAsync("r");

        Assert.Equal(1, await shell.RunAsync("report", "r", "--html", shell.PathOf("page.html")));

        var page = await File.ReadAllTextAsync(shell.PathOf("page.html"));
        foreach (var status in (string[])["created", "updated", "skipped", "total"])
            Assert.Contains(Reports.ReportVerdict.Number(report.Records[status]), page, StringComparison.Ordinal);
        Assert.StartsWith("<!doctype html>", page, StringComparison.Ordinal);
        Assert.True(report.Records["skipped"] > 0 && report.Records["updated"] > 0);
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_is_told()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = new Shell(simulator);
        await shell.RunAsync("sync", shell.Write("people.ndjson", "{"), "--run", "r");
        var nowhere = Path.Combine(shell.PathOf("nowhere"), "fix.csv");

        Assert.Equal(2, await shell.RunAsync("report", "r", "--rejects", nowhere));
        Assert.StartsWith($"{nowhere} cannot be written:", shell.Error, StringComparison.Ordinal);
        Assert.Equal(2, await shell.RunAsync("report", "r", "--html", nowhere));
    }
}
