using MarketoSync.EndToEnd.Support;
using MarketoSync.Records;
using MarketoSync.Simulator;

namespace MarketoSync.EndToEnd;

public sealed class ToleranceTests
{
    [Fact]
    public async Task A_file_that_is_not_right_does_not_cost_the_days_calls_and_is_sent_all_the_same_if_the_run_is_resumed()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions { CallsPerWindow = 0 });
        using var shell = new Shell(simulator, ("Marketo__MaxBatchRecords", "100"), ("Marketo__MaxConcurrentCalls", "1"));
        var source = Source(shell, bad: 10, malformed: 0);

        var exit = await shell.RunAsync("sync", source, "--max-refused", "5%", "--preflight", "off", "--run", "r");

        Assert.Equal(3, exit);
        var report = await shell.ReportAsync("r");
        Assert.Equal("100 of the first 1,000 records that were sent are refused (skipped, failed or rejected), more than the 5% that may be. To send the rest all the same, resume the run.", report.StopReason);
        Assert.Equal((900L, 100L, 4_000L), (report.Records["created"], report.Records["skipped"], report.Records["notSent"]));
        Assert.Equal(10, simulator.Statistics.RestCalls);
        Assert.Contains("resume r", shell.Output, StringComparison.Ordinal);

        Assert.Equal(1, await shell.RunAsync("resume", "r"));
        Assert.Equal((4_500L, 500L), ((await shell.ReportAsync("r")).Records["created"], (await shell.ReportAsync("r")).Records["skipped"]));

        // A retry is of what was refused; it asks nobody's leave.
        Assert.Equal(1, await shell.RunAsync("retry", "r", "--run", "again"));
        Assert.All(await shell.ResultsAsync("again"), result => Assert.Equal(RecordStatus.Skipped, result.Status));
    }

    [Fact]
    public async Task Where_too_many_records_cannot_be_read_nothing_is_sent_and_the_report_says_why()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = new Shell(simulator);
        var source = Source(shell, bad: int.MaxValue, malformed: 10);

        var exit = await shell.RunAsync("sync", source, "--max-refused", "400", "--preflight", "off", "--run", "r");

        Assert.Equal(3, exit);
        Assert.Equal(0, simulator.Statistics.RestCalls);
        var report = await shell.ReportAsync("r");
        Assert.StartsWith("500 of 5,000 records were rejected as they were read in, more than the 400 that may be. None was sent.", report.StopReason, StringComparison.Ordinal);
        Assert.Equal((500L, 4_500L), (report.Records["rejected"], report.Records["notSent"]));
        Assert.Equal("malformed-json", report.Reasons.First(reason => reason.Status == RecordStatus.Rejected).Code);

        Assert.Equal(1, await shell.RunAsync("resume", "r"));
        Assert.Equal(4_500, (await shell.ReportAsync("r")).Records["created"]);
    }

    [Fact]
    public async Task What_is_no_tolerance_is_told_before_anything_is_read()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = new Shell(simulator);
        Assert.Equal(2, await shell.RunAsync("sync", shell.Write("people.ndjson", ""), "--max-refused", "many"));
        Assert.StartsWith("--max-refused many is neither", shell.Error, StringComparison.Ordinal);
    }

    /// <param name="bad">Every which record Marketo skips.</param>
    /// <param name="malformed">Every which record is no JSON.</param>
    private static string Source(Shell shell, int bad, int malformed) => shell.Write("people.ndjson", string.Join('\n', Enumerable.Range(0, 5_000).Select(record =>
        malformed > 0 && record % malformed == 0 ? "{" : $$"""{"email":"{{People.Email(record)}}","leadScore":{{(record % bad == bad - 1 ? "\"many\"" : "1")}}}""")));
}
