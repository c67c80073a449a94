using System.Text.Json.Nodes;
using MarketoSync.EndToEnd.Support;
using MarketoSync.Records;
using MarketoSync.Runs;
using MarketoSync.Simulator;

namespace MarketoSync.EndToEnd;

/// <summary>A file with every kind of defect, of which Marketo's own description tells before anything is sent.</summary>
public sealed class PreflightRunTests
{
    private static readonly (int Line, string Code, string Record)[] s_lines =
    [
        (1, "", """{"email":"good@example.com","firstName":"Ann"}"""),
        (2, "unknown-field", """{"email":"unknown@example.com","favouriteColour":"blue"}"""),
        (3, "read-only-field", """{"email":"readonly@example.com","originalSourceType":"Web"}"""),
        (4, "wrong-type", """{"email":"score@example.com","leadScore":"many"}"""),
        (5, "wrong-type", """{"email":"truth@example.com","unsubscribed":"perhaps"}"""),
        (6, "too-long", $$"""{"email":"long@example.com","firstName":"{{new string('x', 256)}}"}"""),
        (7, "wrong-type", """{"email":"date@example.com","dateOfBirth":"08/30/2026"}"""),
        (8, "bad-email", """{"email":"grün@example.com"}"""),
        (9, "missing-key", """{"firstName":"Nobody"}"""),
        (10, "company-field", """{"email":"company@example.com","company":"Acme"}"""),
        (11, "malformed-json", """{"email":"""),
        (12, "unknown-field", """{"email":"again@example.com","favouriteColour":"red"}"""),
    ];

    [Fact]
    public async Task A_plan_names_each_with_its_lines_for_the_calls_that_ask_for_description_and_usage()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = Defective(simulator);

        Assert.Equal(0, await shell.RunAsync("plan", shell.PathOf("people.ndjson")));

        var told = Unwrapped(shell.Output);
        foreach (var (line, code, _) in s_lines.Where(one => one.Code is not ("" or "unknown-field" or "malformed-json")))
            Assert.Contains($"{code}, line {line}: ", told, StringComparison.Ordinal);
        Assert.Contains("unknown-field, 2 records, lines 2, 12: Marketo tells of no field 'favouriteColour'.", told, StringComparison.Ordinal);
        Assert.Matches("preflight +9 findings, below", told);
        Assert.Contains("line 11: This is not valid JSON", told, StringComparison.Ordinal);
        Assert.Matches("rejected +1 record would not be sent", told);
        AssertOnlyAsked(simulator);
        Assert.Empty(await shell.RunsAsync());
    }

    [Fact]
    public async Task A_plan_has_them_as_JSON_too_and_tells_what_would_be_rejected()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = Defective(simulator);

        Assert.Equal(0, await shell.RunAsync("plan", shell.PathOf("people.ndjson"), "--preflight", "reject", "--json"));

        var plan = JsonNode.Parse(shell.Output)!;
        Assert.Equal(10, (int)plan["rejected"]!);
        var first = plan["findings"]![0]!;
        Assert.Equal(
            ("unknown-field", "favouriteColour", true, true, 2, "[2,12]"),
            ((string)first["code"]!, (string)first["field"]!, (bool)first["isOfField"]!, (bool)first["isRefused"]!, (int)first["count"]!, first["lines"]!.ToJsonString()));
        Assert.False((bool)plan["findings"]!.AsArray().Single(one => (string?)one!["code"] == "company-field")!["isRefused"]!);
        AssertOnlyAsked(simulator);
    }

    [Fact]
    public async Task Rejected_they_stand_in_the_report_with_line_and_reason_and_cost_no_call()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = Defective(simulator);

        Assert.Equal(1, await shell.RunAsync("sync", shell.PathOf("people.ndjson"), "--preflight", "reject", "--run", "r"));

        var results = await shell.ResultsAsync("r");
        Assert.Equal(
            s_lines.Select(one => ((long)one.Line, one.Code is "" or "company-field" ? (RecordStatus.Created, null) : (RecordStatus.Rejected, one.Code))),
            results.Select(result => (result.Line, (result.Status, result.Reasons?[0].Code))));
        Assert.Equal((2, 1), (simulator.Statistics.RestCalls, simulator.Statistics.WriteCalls));
        Assert.Equal(2, (await shell.ReportAsync("r")).Calls.Total);
        Assert.StartsWith("Line 10: The field 'company' belongs to the lead's company.", Assert.Single((await shell.ReportAsync("r")).Warnings!), StringComparison.Ordinal);
        Assert.StartsWith("Warning: Line 10: The field 'company'", shell.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_retry_rejects_again_what_was_rejected_and_a_corrected_rejects_file_gets_in()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = Defective(simulator);
        await shell.RunAsync("sync", shell.PathOf("people.ndjson"), "--preflight", "reject", "--run", "first");

        Assert.Equal(1, await shell.RunAsync("retry", "first", "--run", "second"));

        Assert.All(await shell.ResultsAsync("second"), result => Assert.Equal(RecordStatus.Rejected, result.Status));
        Assert.Equal(1, simulator.Statistics.WriteCalls);
        Assert.Equal("reject", (await RunDefinitionFile.ReadAsync(shell.Folder("second"), CancellationToken.None))!.Preflight);

        var fix = shell.PathOf("fix.ndjson");
        await shell.RunAsync("report", "second", "--rejects", fix);
        var corrected = (await File.ReadAllTextAsync(fix))
            .Replace("favouriteColour", "title", StringComparison.Ordinal).Replace("originalSourceType", "leadSource", StringComparison.Ordinal)
            .Replace("\"many\"", "7", StringComparison.Ordinal).Replace("\"perhaps\"", "true", StringComparison.Ordinal)
            .Replace(new string('x', 256), "Short", StringComparison.Ordinal).Replace("08/30/2026", "2026-08-30", StringComparison.Ordinal)
            .Replace("grün", "gruen", StringComparison.Ordinal).Replace("\"Nobody\"", "\"Some\",\"email\":\"some@example.com\"", StringComparison.Ordinal)
            .Replace("\"marketosync.raw\":\"{\\\"email\\\":\"", "\"email\":\"whole@example.com\"", StringComparison.Ordinal);
        await File.WriteAllTextAsync(fix, corrected);
        Assert.Equal(0, await shell.RunAsync("sync", fix, "--preflight", "reject", "--run", "third"));
        Assert.Equal(s_lines.Length, simulator.LeadCount);
    }

    [Fact]
    public async Task Warned_of_they_are_sent_and_Marketo_decides()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = Defective(simulator);

        Assert.Equal(1, await shell.RunAsync("sync", shell.PathOf("people.ndjson"), "--run", "r"));

        var results = await shell.ResultsAsync("r");
        Assert.All(results, result => Assert.Equal(result.Line == 11, result.Status == RecordStatus.Rejected));
        Assert.Equal(
            s_lines.Where(one => one.Code is not ("" or "company-field")).Select(one => (long)one.Line),
            results.Where(result => !result.Status.GotIn()).Select(result => result.Line));
        var report = await shell.ReportAsync("r");
        Assert.Equal(simulator.Statistics.RestCalls, report.Calls.Total);
        Assert.Equal(9, report.Warnings!.Count);
        Assert.Equal(9, shell.Error.Split('\n').Count(line => line.StartsWith("Warning: ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Off_it_asks_for_no_description_and_says_nothing()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = Defective(simulator);

        await shell.RunAsync("sync", shell.PathOf("people.ndjson"), "--preflight", "off", "--run", "r");

        Assert.Null((await shell.ReportAsync("r")).Warnings);
        Assert.DoesNotContain("Warning", shell.Error, StringComparison.Ordinal);
        var run = (await RunDefinitionFile.ReadAsync(shell.Folder("r"), CancellationToken.None))!;
        Assert.Equal(("off", null), (run.Preflight, run.DescribeCalls));
    }

    [Fact]
    public async Task Where_nothing_is_wrong_nothing_is_said()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = new Shell(simulator);
        var source = shell.Write("people.csv", "email,firstName,leadScore\na@example.com,Ann,7\n");

        Assert.Equal(0, await shell.RunAsync("plan", source));
        Assert.Matches("preflight +fields and values fit Marketo's description", shell.Output);
        Assert.Equal("", shell.Error);
        Assert.Equal(0, await shell.RunAsync("sync", source, "--run", "r"));
        Assert.DoesNotContain("Warning", shell.Error, StringComparison.Ordinal);
        Assert.Null((await shell.ReportAsync("r")).Warnings);
    }

    [Fact]
    public async Task Where_Marketo_describes_nothing_a_run_that_warns_goes_on_and_one_that_rejects_does_not_begin()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = Defective(simulator);
        simulator.FailNext("603", FaultTarget.Read, count: 4, path: "/rest/v1/leads/describe2.json");

        Assert.Equal(2, await shell.RunAsync("sync", shell.PathOf("people.ndjson"), "--preflight", "reject", "--run", "none"));
        Assert.Equal(
            "Marketo's description of leads could not be read: access denied (603). Access is denied. The API user's role lacks the permission for this object, "
            + "or the address of this machine is not on Marketo's list. With --preflight warn the records are sent unchecked. Nothing was sent.",
            shell.Error.TrimEnd());
        Assert.Empty(await shell.RunsAsync());

        Assert.Equal(0, await shell.RunAsync("plan", shell.PathOf("people.ndjson")));
        Assert.Matches("preflight +not done. Marketo's description of leads could not be read: access denied", Unwrapped(shell.Output));
        Assert.DoesNotContain("With --preflight warn", Unwrapped(shell.Output), StringComparison.Ordinal);
        Assert.Equal(0, await shell.RunAsync("plan", shell.PathOf("people.ndjson"), "--preflight", "reject"));
        Assert.Contains("could not be read: access denied (603)", Unwrapped(shell.Output), StringComparison.Ordinal);
        Assert.Contains("With --preflight warn the records are sent unchecked.", Unwrapped(shell.Output), StringComparison.Ordinal);

        Assert.Equal(1, await shell.RunAsync("sync", shell.PathOf("people.ndjson"), "--run", "r"));
        Assert.StartsWith("Warning: The fields and values were not checked before sending.", shell.Error, StringComparison.Ordinal);
        var report = await shell.ReportAsync("r");
        Assert.Contains("not checked before sending", Assert.Single(report.Warnings!), StringComparison.Ordinal);
        Assert.Equal(1, report.Calls.Errors["603"]);
    }

    [Fact]
    public async Task A_plan_for_a_subscription_out_of_reach_is_made_all_the_same()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var closed = new ClosedPort();
        using var shell = new Shell(simulator, ("Marketo__BaseUrl", closed.Url));

        Assert.Equal(0, await shell.RunAsync("plan", shell.Write("people.csv", "email\na@example.com\n")));

        Assert.Contains("Nothing was sent.", shell.Output, StringComparison.Ordinal);
        Assert.Matches("preflight +not done. Marketo's description of leads could not be read", Unwrapped(shell.Output));
    }

    [Fact]
    public async Task Custom_objects_need_not_be_told_what_tells_them_apart()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = new Shell(simulator);
        var source = shell.Write("cars.csv", "vin,make\n1,A\n2,B\n1,C\n");

        Assert.Equal(0, await shell.RunAsync("plan", source, "--target", "customobjects/car_c", "--preflight", "off"));
        Assert.StartsWith("3 records for customobjects/car_c by createOrUpdate, key vin. Nothing was sent.", shell.Output, StringComparison.Ordinal);
        Assert.Equal(0, await shell.RunAsync("sync", source, "--target", "customobjects/car_c", "--preflight", "off", "--run", "r"));

        Assert.Equal(
            [("1", RecordStatus.Created), ("2", RecordStatus.Created), ("1", RecordStatus.Updated)],
            (await shell.ResultsAsync("r")).Select(result => (result.Key, result.Status)));
        Assert.Equal(["vin"], (await RunDefinitionFile.ReadAsync(shell.Folder("r"), CancellationToken.None))!.Keys());

        foreach (var key in (string[])["Marketo__BaseUrl", "Marketo__ClientId", "Marketo__ClientSecret"]) shell.Unset(key);
        Assert.Equal(2, await shell.RunAsync("plan", source, "--target", "customobjects/car_c"));
        Assert.EndsWith("--dedupe-by can name the fields that tell customobjects/car_c apart.", shell.Error.TrimEnd(), StringComparison.Ordinal);
        Assert.Equal(0, await shell.RunAsync("plan", source, "--target", "customobjects/car_c", "--dedupe-by", "vin"));
    }

    [Fact]
    public async Task A_custom_object_that_is_not_there_is_told_before_anything_is_sent()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = new Shell(simulator);

        Assert.Equal(2, await shell.RunAsync("sync", shell.Write("x.csv", "vin\n1\n"), "--target", "customobjects/nothing_c"));

        Assert.StartsWith("Marketo's description of customobjects/nothing_c could not be read: ", shell.Error, StringComparison.Ordinal);
        Assert.EndsWith("--dedupe-by can name the fields that tell customobjects/nothing_c apart. Nothing was sent.", shell.Error.TrimEnd(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("customobjects/car_c", "crmId", "vin", "vin")]
    [InlineData("customobjects/car_c", "VIN", "vin", "vin", " Capitals count.")]
    [InlineData("customobjects/order_c", "orderNumber", "orderNumber and line", "orderNumber,line")]
    [InlineData("customobjects/order_c", "line,orderNumber,vin", "orderNumber and line", "orderNumber,line")]
    public async Task Fields_that_do_not_tell_an_object_apart_are_told_before_anything_is_sent_with_those_that_do(
        string target, string named, string fields, string right, string hint = "")
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = new Shell(simulator);
        var source = shell.Write("x.ndjson", """{"vin":"1","orderNumber":"1","line":1}""");
        string[] options = ["--target", target, "--dedupe-by"];
        var error = $"{named} cannot be used: by Marketo's description {target} are told apart by {fields}.{hint} Write --dedupe-by {right}, or leave the option out.";

        foreach (var mode in (string[])["sync", "bulk", "auto"])
        {
            Assert.Equal(2, await shell.RunAsync(["sync", source, "--mode", mode, .. options, named]));
            Assert.Equal(error + " Nothing was sent.", shell.Error.TrimEnd());
        }

        Assert.Equal(2, await shell.RunAsync(["plan", source, .. options, named]));
        Assert.Equal((error, ""), (shell.Error.TrimEnd(), shell.Output));

        shell.Write("m.json", $$"""{"syncs":[{"source":"people.csv"},{"source":"x.ndjson","target":"{{target}}","dedupeBy":"{{named}}"}]}""");
        shell.Write("people.csv", "email\na@example.com\n");
        Assert.Equal(2, await shell.RunAsync("sync-all", shell.PathOf("m.json")));
        Assert.EndsWith(error + " Nothing was sent.", shell.Error.TrimEnd(), StringComparison.Ordinal);

        Assert.Equal(0, simulator.Statistics.WriteCalls);
        Assert.Equal(0, await shell.RunAsync(["plan", source, .. options, string.Join(", ", right.Split(',').Reverse())]));
    }

    [Fact]
    public async Task Who_is_refused_by_a_description_that_was_just_read_costs_no_further_call()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = new Shell(simulator);
        var source = shell.Write("cars.csv", "crmId\n1\n");
        Assert.Equal(2, await shell.RunAsync("sync", source, "--target", "customobjects/car_c", "--dedupe-by", "crmId"));
        Assert.Equal(2, await shell.RunAsync("sync", source, "--target", "customobjects/car_c", "--dedupe-by", "crmId"));

        Assert.Equal(1, simulator.Statistics.RestCalls);
    }

    [Fact]
    public async Task Where_nothing_is_checked_fields_that_are_named_cost_no_call()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = new Shell(simulator);
        var source = shell.Write("cars.csv", "vin\n1\n");

        Assert.Equal(0, await shell.RunAsync("sync", source, "--target", "customobjects/car_c", "--dedupe-by", "vin", "--preflight", "off"));

        Assert.Equal((1, 1), (simulator.Statistics.RestCalls, simulator.Statistics.WriteCalls));
    }

    /// <summary>Records that go by calls although it was left to us how: they must be cut to what a call may hold.</summary>
    [Fact]
    public async Task Where_calls_are_chosen_they_hold_no_more_than_calls_may()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = new Shell(simulator);
        var source = shell.Write("people.ndjson", string.Concat(Enumerable.Range(0, 700).Select(person => $$"""{"email":"{{People.Email(person)}}","firstName":null}""" + "\n")));

        Assert.Equal(0, await shell.RunAsync("sync", source, "--mode", "auto", "--run", "r"));

        Assert.Equal(("sync", 3), ((await shell.ReportAsync("r")).Mode, simulator.Statistics.WriteCalls));
    }

    private static Shell Defective(MarketoSimulator simulator)
    {
        var shell = new Shell(simulator);
        shell.Write("people.ndjson", string.Concat(s_lines.Select(one => one.Record + "\n")));
        return shell;
    }

    private static string Unwrapped(string output) => string.Join(' ', output.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries));

    private static void AssertOnlyAsked(MarketoSimulator simulator) =>
        Assert.Equal((2, 0), (simulator.Statistics.RestCalls, simulator.Statistics.WriteCalls));
}
