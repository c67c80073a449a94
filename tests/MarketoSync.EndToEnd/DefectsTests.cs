using MarketoSync.EndToEnd.Support;
using MarketoSync.Records;
using MarketoSync.Simulator;

namespace MarketoSync.EndToEnd;

/// <summary>Files with every kind of defect: a plan names each of them with its line.</summary>
public sealed class DefectsTests
{
    private static readonly (string Code, string Field, string Record)[] s_lines =
    [
        ("", "", """{"email":"good@example.com","firstName":"Ann","leadScore":7,"unsubscribed":true,"lastContactedAt":"2026-08-30T05:49:48Z"}"""),
        ("unknown-field", "favouriteColour", """{"email":"p2@example.com","favouriteColour":"blue"}"""),
        ("unknown-field", "FirstName", """{"email":"p3@example.com","FirstName":"Ann"}"""),
        ("read-only-field", "originalSourceType", """{"email":"p4@example.com","originalSourceType":"Web"}"""),
        ("read-only-field", "fullName", """{"email":"p5@example.com","fullName":"Ann Lee"}"""),
        ("read-only-field", "id", """{"email":"p6@example.com","id":1001}"""),
        ("wrong-type", "leadScore", """{"email":"p7@example.com","leadScore":14.1}"""),
        ("wrong-type", "probability", """{"email":"p8@example.com","probability":"100%"}"""),
        ("wrong-type", "numberOfEmployees", """{"email":"p9@example.com","numberOfEmployees":"many"}"""),
        ("wrong-type", "distance", """{"email":"p10@example.com","distance":true}"""),
        ("wrong-type", "annualRevenue", """{"email":"p11@example.com","annualRevenue":"a lot"}"""),
        ("wrong-type", "unsubscribed", """{"email":"p12@example.com","unsubscribed":"other"}"""),
        ("wrong-type", "dateOfBirth", """{"email":"p13@example.com","dateOfBirth":"2026-02-30"}"""),
        ("wrong-type", "lastContactedAt", """{"email":"p14@example.com","lastContactedAt":"yesterday"}"""),
        ("wrong-type", "firstName", """{"email":"p15@example.com","firstName":["Ann","Lee"]}"""),
        ("too-long", "lastName", $$"""{"email":"p16@example.com","lastName":"{{new string('x', 256)}}"}"""),
        ("too-long", "middleName", $$"""{"email":"p17@example.com","middleName":"{{string.Concat(Enumerable.Repeat("😀", 256))}}"}"""),
        ("too-long", "notes", $$"""{"email":"p18@example.com","notes":"{{new string('ü', 15_001)}}"}"""),
        ("bad-email", "email", """{"email":"grün@example.com"}"""),
        ("bad-email", "backupEmail", """{"email":"p20@example.com","backupEmail":"not-an-address"}"""),
        ("missing-key", "email", """{"firstName":"Nobody"}"""),
        ("company-field", "company", """{"email":"p22@example.com","company":"Acme"}"""),
        ("malformed-json", "", """{"email":"""),
        ("not-an-object", "", """["email","p24@example.com"]"""),
        ("duplicate-field", "", """{"email":"p25@example.com","city":"A","city":"B"}"""),
        ("too-large", "", $$"""{"email":"p26@example.com","state":"{{new string('x', 1_000_000)}}"}"""),
        ("empty-record", "", "{}"),
    ];

    [Fact]
    public async Task A_plan_names_each_with_its_line_and_a_sync_rejects_just_these()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions { CallsPerWindow = 0 });
        using var shell = new Shell(simulator);
        var source = shell.Write("people.ndjson", string.Concat(s_lines.Select(one => one.Record + "\n")));

        Assert.Equal(0, await shell.RunAsync("plan", source));

        var told = Lines(shell.Output);
        foreach (var (line, (code, field, _)) in s_lines.Index().Skip(1))
            Assert.True(
                told.Any(text => text.StartsWith(field == "" ? $"line {line + 1}: " : $"{code}, line {line + 1}: ", StringComparison.Ordinal) && text.Contains(field, StringComparison.Ordinal)),
                $"{code} in line {line + 1} is not told: {string.Join('\n', told)}");

        // Two of the fields with a wrong value are those of companies.
        Assert.Equal(s_lines.Length - 1 + 2, told.Count(text => text.Contains("line ", StringComparison.Ordinal)));
        Assert.Equal((2, 0), (simulator.Statistics.RestCalls, simulator.Statistics.WriteCalls));

        Assert.Equal(1, await shell.RunAsync("sync", source, "--preflight", "reject", "--run", "reject"));
        Assert.Equal(
            s_lines.Select(one => one.Code is "" or "company-field" ? (RecordStatus.Created, null) : (RecordStatus.Rejected, one.Code)),
            (await shell.ResultsAsync("reject")).Select(result => (result.Status, result.Reasons?[0].Code)));

        // All of them are refused indeed, and those alone.
        Assert.Equal(1, await shell.RunAsync("sync", source, "--preflight", "off", "--run", "off"));
        Assert.Equal(
            s_lines.Select(one => one.Code is "" or "company-field"),
            (await shell.ResultsAsync("off")).Select(result => result.Status.GotIn()));
    }

    [Fact]
    public async Task In_a_CSV_file_with_a_mapping_they_have_the_lines_of_the_file_and_the_names_of_Marketo()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions { CallsPerWindow = 0 });
        using var shell = new Shell(simulator);
        var source = shell.Write("people.csv",
            "E-Mail,Score:number,Opt-out,Born,Employer,Internal\n"
            + "good@example.com,7,TRUE,1990-01-31,,x\n"
            + "\"multi\nline\",7,true,1990-01-31,,x\n"
            + "score@example.com,14.1,true,1990-01-31,,x\n"
            + "none@example.com,NULL,NULL,NULL,,x\n"
            + "born@example.com,7,perhaps,1990-02-29,,x\n"
            + ",7,true,1990-01-31,,x\n"
            + "NULL,7,true,1990-01-31,,x\n"
            + "work@example.com,7,true,1990-01-31,Acme,x\n"
            + "ragged@example.com,7\n");
        var map = shell.Write("map.json", """{"rename":{"E-Mail":"email","Score":"leadScore","Opt-out":"unsubscribed","Born":"dateOfBirth","Employer":"company"},"drop":["Internal"]}""");

        Assert.Equal(0, await shell.RunAsync("plan", source, "--map", map));

        var told = Lines(shell.Output);
        foreach (var text in (string[])
        [
            "bad-email, line 3: The field 'email'", "wrong-type, line 5: The field 'leadScore'", "wrong-type, line 7: The field 'unsubscribed'",
            "wrong-type, line 7: The field 'dateOfBirth'", "missing-key, 2 records, lines 8, 9: The record has no email", "company-field, line 10: The field 'company'",
            "line 11: The row has 2 cells",
        ])
            Assert.Contains(told, line => line.StartsWith(text, StringComparison.Ordinal));
        Assert.Equal(7, told.Count(text => text.Contains("line", StringComparison.Ordinal)));

        await shell.RunAsync("sync", source, "--map", map, "--preflight", "reject", "--run", "reject");
        Assert.Equal(
            ["good@example.com", "none@example.com", "work@example.com"],
            (await shell.ResultsAsync("reject")).Where(result => result.Status == RecordStatus.Created).Select(result => result.Key));

        // The records of a retry are mapped already.
        Assert.Equal(1, await shell.RunAsync("retry", "reject", "--run", "again"));
        Assert.Equal((await shell.ResultsAsync("reject")).Where(result => result.Status == RecordStatus.Rejected).Select(Told), (await shell.ResultsAsync("again")).Select(Told));

        static (long, string) Told(RecordResult result) => (result.Line, result.Reasons![0].Code);
    }

    /// <summary>Each thing that is told, with its line breaks undone.</summary>
    private static string[] Lines(string output) =>
        string.Join('\n', output.Split('\n').SkipWhile(line => !line.StartsWith("preflight", StringComparison.Ordinal)).Skip(1))
            .Split('\n').Aggregate(new List<string>(), (all, line) =>
            {
                if (all.Count == 0 || System.Text.RegularExpressions.Regex.IsMatch(line, "^([a-z]+(-[a-z]+)+, )?(line|[0-9,]+ records, lines) [0-9]")) all.Add(line);
                else all[^1] += " " + line;
                return all;
            }).Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))).ToArray();
}
