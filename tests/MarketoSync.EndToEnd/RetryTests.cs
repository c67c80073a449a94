using MarketoSync.EndToEnd.Support;
using MarketoSync.Records;
using MarketoSync.Runs;
using MarketoSync.Simulator;

namespace MarketoSync.EndToEnd;

public sealed class RetryTests
{
    /// <summary>One gets in, one is skipped, one fails in the first run only, one is no JSON.</summary>
    private const string Source =
        """
        {"email":"good@example.com"}
        {"email":"skipped@example.com","leadScore":"many"}
        {"email":"poison@example.com"}
        {"email":
        """;

    [Fact]
    public async Task What_did_not_get_in_is_a_new_run_that_names_the_old_one()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = await AfterFirstRunAsync(simulator);

        var exit = await shell.RunAsync("retry", "first", "--run", "second");

        Assert.Equal(1, exit);
        var results = await shell.ResultsAsync("second");
        Assert.Equal(
            [("skipped@example.com", RecordStatus.Skipped, 2L), ("poison@example.com", RecordStatus.Created, 3L), (null, RecordStatus.Rejected, 4L)],
            results.Select(result => (result.Key, result.Status, result.Line)));
        Assert.Equal("first", (await RunDefinitionFile.ReadAsync(shell.Folder("second"), CancellationToken.None))!.RetryOf);
        Assert.Single(simulator.Ledger.ByKey("good@example.com"));
    }

    [Fact]
    public async Task A_rejected_record_stays_rejected_with_its_text_and_its_reason()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = await AfterFirstRunAsync(simulator);

        await shell.RunAsync("retry", "first", "--run", "second");

        Assert.Equal((await shell.ResultsAsync("first"))[3].Reasons, (await shell.ResultsAsync("second"))[2].Reasons);
        await shell.RunAsync("report", "second", "--rejects", shell.PathOf("fix.ndjson"));
        Assert.Contains("{\\\"email\\\":", await File.ReadAllTextAsync(shell.PathOf("fix.ndjson")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_activity_that_may_have_been_added_is_sent_again_only_if_it_is_asked_for()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = new Shell(simulator, ("Marketo__MaxBatchRecords", "2"), ("Marketo__MaxConcurrentCalls", "1"));
        var lead = simulator.AddLead(("email", "a@example.com"));
        var source = shell.Write("orders.ndjson", string.Join('\n', Enumerable.Range(1, 4).Select(order =>
            $$"""{"leadId":{{(order == 4 ? 1 : lead)}},"activityDate":"2026-05-17T10:00:00Z","activityTypeId":100002,"primaryAttributeValue":"{{order}}","attributes":[]}""")));
        simulator.FailNext("reset-after");
        Assert.Equal(1, await shell.RunAsync("sync", source, "--target", "activities", "--run", "first"));
        Assert.Equal(
            [RecordStatus.Unknown, RecordStatus.Unknown, RecordStatus.Added, RecordStatus.Skipped],
            (await shell.ResultsAsync("first")).Select(result => result.Status));

        await shell.RunAsync("retry", "first", "--run", "second");
        Assert.Equal(RecordStatus.Skipped, Assert.Single(await shell.ResultsAsync("second")).Status);
        Assert.Equal(3, simulator.Activities.Count);

        Assert.Equal(1, await shell.RunAsync("report", "first", "--rejects", shell.PathOf("fix.ndjson")));
        Assert.Single(await File.ReadAllLinesAsync(shell.PathOf("fix.ndjson")));
        Assert.Contains("fix.ndjson --target activities", shell.Error, StringComparison.Ordinal);

        Assert.Equal(0, await shell.RunAsync("retry", "first", "--only", "unknown", "--run", "third"));
        Assert.Equal(5, simulator.Activities.Count);
    }

    [Fact]
    public async Task Only_what_is_asked_for_goes()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = await AfterFirstRunAsync(simulator);

        var exit = await shell.RunAsync("retry", "first", "--only", "failed, unknown", "--run", "second", "--json");

        Assert.Equal(0, exit);
        Assert.Equal("poison@example.com", Assert.Single(await shell.ResultsAsync("second")).Key);
    }

    [Fact]
    public async Task Nothing_to_retry_is_told_and_leaves_no_run_behind()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = await AfterFirstRunAsync(simulator);
        var calls = simulator.Statistics.RestCalls;

        var exit = await shell.RunAsync("retry", "first", "--only", "notSent,unknown", "--run", "second");

        Assert.Equal(2, exit);
        Assert.Equal("Run first has no record that ended as notSent or unknown. There is nothing to retry.", shell.Error.TrimEnd());
        Assert.False(Directory.Exists(Path.Combine(shell.Runs, "second")));
        Assert.Equal(calls, simulator.Statistics.RestCalls);
    }

    [Fact]
    public async Task The_new_run_does_what_the_old_one_was_asked_to_do()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        simulator.AddLead(("email", "a@example.com"));
        using var shell = new Shell(simulator);
        await shell.RunAsync("sync", shell.Write("people.ndjson", """{"email":"a@example.com"}"""), "--action", "createOnly", "--run", "first");

        var exit = await shell.RunAsync("retry", "first", "--run", "second");

        Assert.Equal(1, exit);
        Assert.Equal("createOnly", (await shell.ReportAsync("second")).Action);
        Assert.Equal("1005", Assert.Single((await shell.ReportAsync("second")).Reasons).Code);
    }

    private static async Task<Shell> AfterFirstRunAsync(MarketoSimulator simulator)
    {
        var shell = new Shell(simulator);
        simulator.Faults = new FaultPlan { Poison = new PoisonRule("poison@example.com", "1003") };
        Assert.Equal(1, await shell.RunAsync("sync", shell.Write("people.ndjson", Source), "--run", "first"));
        Assert.Equal(
            [RecordStatus.Created, RecordStatus.Skipped, RecordStatus.Failed, RecordStatus.Rejected],
            (await shell.ResultsAsync("first")).Select(result => result.Status));
        simulator.Faults = FaultPlan.None;
        return shell;
    }
}
