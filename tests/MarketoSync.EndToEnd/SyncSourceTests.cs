using System.Text;
using MarketoSync.EndToEnd.Support;
using MarketoSync.Records;
using MarketoSync.Simulator;

namespace MarketoSync.EndToEnd;

public sealed class SyncSourceTests
{
    [Theory]
    [InlineData("people.csv", "email,leadScore:number\r\na@example.com,1\r\nb@example.com,2\r\n")]
    [InlineData("people.ndjson", "{\"email\":\"a@example.com\",\"leadScore\":1}\n{\"email\":\"b@example.com\",\"leadScore\":2}")]
    [InlineData("people.jsonl", "{\"email\":\"a@example.com\",\"leadScore\":1}\n\n{\"email\":\"b@example.com\",\"leadScore\":2}\n")]
    [InlineData("array.json", "[{\"email\":\"a@example.com\",\"leadScore\":1},\n{\"email\":\"b@example.com\",\"leadScore\":2}]")]
    [InlineData("object.json", "{\"records\":[{\"email\":\"a@example.com\",\"leadScore\":1},{\"email\":\"b@example.com\",\"leadScore\":2}]}")]
    public async Task Each_format_is_told_by_the_name_of_the_file(string name, string content)
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = new Shell(simulator);

        var exit = await shell.RunAsync("sync", shell.Write(name, content), "--run", "r");

        Assert.Equal(0, exit);
        AssertBothAreIn(simulator);
        Assert.StartsWith("All 2 records got in.", shell.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("csv", "email,leadScore:number\na@example.com,1\nb@example.com,2\n")]
    [InlineData("NDJSON", "{\"email\":\"a@example.com\",\"leadScore\":1}\n{\"email\":\"b@example.com\",\"leadScore\":2}")]
    [InlineData("json", "[{\"email\":\"a@example.com\",\"leadScore\":1},{\"email\":\"b@example.com\",\"leadScore\":2}]")]
    public async Task Standard_input_is_a_dash_and_needs_its_format(string format, string content)
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = new Shell(simulator) { Input = new MemoryStream(Encoding.UTF8.GetBytes(content)) };

        Assert.Equal(2, await shell.RunAsync("sync", "-"));
        Assert.Contains("--format", shell.Error, StringComparison.Ordinal);
        Assert.Equal(0, await shell.RunAsync("sync", "-", "--format", format));

        AssertBothAreIn(simulator);
    }

    [Theory]
    [InlineData("empty.csv", "")]
    [InlineData("header.csv", "email,firstName\n")]
    [InlineData("empty.ndjson", "")]
    [InlineData("empty.json", "[]")]
    public async Task A_source_without_records_is_a_complete_run_that_sends_nothing(string name, string content)
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = new Shell(simulator);

        var exit = await shell.RunAsync("sync", shell.Write(name, content), "--run", "none");

        Assert.Equal(0, exit);
        Assert.Equal((1, 0), (simulator.Statistics.RestCalls, simulator.Statistics.WriteCalls));
        Assert.Equal(0, (await shell.ReportAsync("none")).Records["total"]);
        Assert.Empty(await shell.ResultsAsync("none"));
    }

    [Fact]
    public async Task Malformed_rows_are_rejected_by_line_and_the_others_get_in()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = new Shell(simulator);
        var source = shell.Write("people.csv", "email,leadScore:number\na@example.com,1\nb@example.com,many\nc@example.com,3,4\nd@example.com,5\n");

        var exit = await shell.RunAsync("sync", source, "--run", "mixed");

        Assert.Equal(1, exit);
        Assert.StartsWith("2 of 4 records got in. 2 did not.", shell.Output, StringComparison.Ordinal);
        Assert.Equal(
            [(RecordStatus.Created, 2L), (RecordStatus.Rejected, 3L), (RecordStatus.Rejected, 4L), (RecordStatus.Created, 5L)],
            (await shell.ResultsAsync("mixed")).Select(result => (result.Status, result.Line)));
        Assert.Equal(2, simulator.Ledger.Totals.Created);
    }

    private static void AssertBothAreIn(MarketoSimulator simulator)
    {
        Assert.Equal(2, simulator.Ledger.Totals.Created);
        Assert.Equal(1, Assert.Single(simulator.FindLeads("email", "a@example.com")).Values["leadScore"]);
        Assert.Equal(2, Assert.Single(simulator.FindLeads("email", "b@example.com")).Values["leadScore"]);
    }
}
