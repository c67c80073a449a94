using MarketoSync.EndToEnd.Support;
using MarketoSync.Runs;
using MarketoSync.Simulator;

namespace MarketoSync.EndToEnd;

/// <summary>Exit code 3: a person has to act, then <c>resume</c> goes on.</summary>
public sealed class StoppedRunTests
{
    private const int Records = 2_000;

    [Fact]
    public async Task A_wrong_secret_stops_the_run_and_resume_with_the_right_one_finishes_it()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = new Shell(simulator, ("Marketo__ClientSecret", "not-the-secret"));
        await AssertStopsAsync(shell, "Marketo does not accept the credentials. Check Marketo__ClientId and Marketo__ClientSecret.", notSent: Records);
        Assert.Equal(0, simulator.Statistics.RestCalls);

        shell.Set("Marketo__ClientSecret", "simulator-secret");

        await AssertResumesAsync(shell, simulator);
    }

    [Fact]
    public async Task Access_denied_in_the_middle_stops_the_run_and_resume_finishes_it()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions { CallsPerWindow = 0 });
        using var shell = new Shell(simulator, ("Marketo__MaxConcurrentCalls", "1"));
        simulator.CallArrived += DenyFourth;
        await AssertStopsAsync(shell, "Access is denied.", notSent: Records - 600);

        await AssertResumesAsync(shell, simulator);
        Assert.Equal(9, simulator.Statistics.RestCalls);

        void DenyFourth(long call)
        {
            // The first asks for the description.
            if (call == 4) simulator.FailNext("603");
        }
    }

    [Fact]
    public async Task Marketo_out_of_reach_stops_the_run_and_resume_finishes_it_once_it_is_back()
    {
        using var closed = new ClosedPort();
        var port = closed.Number;
        await using var another = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = new Shell(another, ("Marketo__BaseUrl", closed.Url));
        await AssertStopsAsync(shell, "Marketo is out of reach", notSent: Records);

        closed.Dispose();
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions { Port = port });

        await AssertResumesAsync(shell, simulator);
        Assert.Equal(0, another.Statistics.RestCalls);
    }

    [Fact]
    public async Task A_run_is_not_continued_in_another_subscription_nor_retried_while_it_can_be_continued()
    {
        using var closed = new ClosedPort();
        await using var another = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = new Shell(another, ("Marketo__BaseUrl", closed.Url));
        await AssertStopsAsync(shell, "Marketo is out of reach", notSent: Records);

        Assert.Equal(2, await shell.RunAsync("retry", "r"));
        Assert.Contains("marketo-sync resume r", shell.Error, StringComparison.Ordinal);

        shell.Set("Marketo__BaseUrl", another.BaseUrl.ToString());
        Assert.Equal(2, await shell.RunAsync("resume", "r"));
        Assert.Contains("Nothing was sent.", shell.Error, StringComparison.Ordinal);
        Assert.Equal(0, another.Statistics.RestCalls);
    }

    [Fact]
    public async Task A_lookup_field_that_does_not_exist_stops_the_run_after_a_handful_of_calls()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions { CallsPerWindow = 0 });
        using var shell = new Shell(simulator);
        var source = shell.PathOf("people.ndjson");
        People.Write(source, 10_000, isNarrow: true);

        var exit = await shell.RunAsync("sync", source, "--lookup-field", "emailAddress", "--run", "typo");

        Assert.Equal(3, exit);
        Assert.InRange(simulator.Statistics.RestCalls, 1, 30);
        var report = await shell.ReportAsync("typo");
        Assert.Equal(RunState.Stopped, report.State);
        Assert.Contains("1006", report.StopReason, StringComparison.Ordinal);
        Assert.Contains("lookup field", report.StopReason, StringComparison.Ordinal);
        Assert.Equal(10_000, report.Records["total"]);
        Assert.Equal(0, simulator.Ledger.Totals.Created);
    }

    private static async Task AssertStopsAsync(Shell shell, string reason, long notSent)
    {
        var source = shell.PathOf("people.ndjson");
        People.Write(source, Records, isNarrow: true);

        var exit = await shell.RunAsync("sync", source, "--run", "r");

        Assert.Equal(3, exit);
        var report = await shell.ReportAsync("r");
        Assert.Equal(RunState.Stopped, report.State);
        Assert.StartsWith(reason, report.StopReason, StringComparison.Ordinal);
        Assert.Equal(notSent, report.Records["notSent"]);
        Assert.Equal(Records, report.Records["total"]);
        Assert.Equal(Records, (await shell.ResultsAsync("r")).Count);
        Assert.StartsWith("The run stopped before its end.", shell.Output, StringComparison.Ordinal);
        Assert.Contains("marketo-sync resume r", shell.Output, StringComparison.Ordinal);
    }

    private static async Task AssertResumesAsync(Shell shell, MarketoSimulator simulator)
    {
        var exit = await shell.RunAsync("resume", "r");

        Assert.Equal(0, exit);
        var report = await shell.ReportAsync("r");
        Assert.Equal(RunState.Completed, report.State);
        Assert.Null(report.StopReason);
        Assert.Equal(Records, report.Records["created"]);
        Assert.Empty(Verdict.Faults(await shell.ResultsAsync("r"), Records, simulator.Ledger, isDuplicateWanted: false));
    }
}
