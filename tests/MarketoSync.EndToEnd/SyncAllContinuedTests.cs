using System.Text.Json;
using MarketoSync.EndToEnd.Support;
using MarketoSync.Runs;
using MarketoSync.Simulator;

namespace MarketoSync.EndToEnd;

/// <summary>A manifest's run that did not come to its end, and goes on when it is asked for again by its id.</summary>
public sealed class SyncAllContinuedTests
{
    [Fact]
    public async Task One_that_stops_keeps_the_rest_from_beginning_and_run_again_it_goes_on_without_sending_twice()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = new Shell(simulator);
        var export = CrmExport.Write(shell, simulator);
        simulator.FailNext("603", path: "/rest/v1/leads");

        Assert.Equal(3, await shell.RunAsync("sync-all", export.Path, "--run", "n", "--json"));

        Assert.Equal([(1, 0), (1, 0), (0, 0), (0, 0), (0, 0), (0, 0)], export.Effects(simulator));
        using (var json = JsonDocument.Parse(shell.Output))
        {
            Assert.Equal("stopped", json.RootElement.GetProperty("state").GetString());
            Assert.Equal(
                ["completed", "completed", "stopped", "notBegun", "notBegun", "notBegun"],
                json.RootElement.GetProperty("syncs").EnumerateArray().Select(sync => sync.GetProperty("state").GetString()));
            Assert.Equal(5, json.RootElement.GetProperty("records").GetProperty("notSent").GetInt32());
            Assert.Equal(8, json.RootElement.GetProperty("records").GetProperty("total").GetInt32());
        }

        // What was read in is what goes on: the sources may be gone.
        Directory.Delete(shell.PathOf("crm"), recursive: true);
        shell.Write("nightly.json", CrmExport.Manifest.Replace("\"crm/companies-map.json\"", """{"rename":{"Key":"externalCompanyId"}}""", StringComparison.Ordinal));
        Assert.Equal(0, await shell.RunAsync("sync-all", export.Path, "--run", "n"));

        Assert.All(export.Effects(simulator), effects => Assert.Equal((1, 0), effects));
        Assert.Equal(CrmExport.Order.Count + 7, simulator.Statistics.RestCalls);
        Assert.Contains("2 of 6: companies, createOrUpdate: complete already, nothing is sent", shell.Error, StringComparison.Ordinal);
        Assert.StartsWith("All 8 records got in.", shell.Output, StringComparison.Ordinal);

        Assert.Equal(0, await shell.RunAsync("sync-all", export.Path, "--run", "n"));
        Assert.Equal(CrmExport.Order.Count + 7, simulator.Statistics.RestCalls);
    }

    [Fact]
    public async Task A_stop_is_told_with_its_reason_and_how_to_go_on()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = new Shell(simulator);
        var export = CrmExport.Write(shell, simulator);
        simulator.FailNext("603", path: "/rest/v1/leads");

        Assert.Equal(3, await shell.RunAsync("sync-all", export.Path, "--run", "n"));

        Assert.StartsWith("Stopped before the end. 3 of 8 records got in. 5 were never sent.\nWhy: leads: Access is denied.", shell.Output, StringComparison.Ordinal);
        Assert.Matches("\n *4 +opportunities +createOrUpdate +1 +not begun *\n", shell.Output);
        Assert.Contains($"\n  marketo-sync sync-all {export.Path} --run n\n", shell.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("report n-4-opportunities", shell.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_of_it_that_was_resumed_by_itself_is_not_sent_again()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = new Shell(simulator);
        var export = CrmExport.Write(shell, simulator);
        simulator.FailNext("603", path: "/rest/v1/leads");
        Assert.Equal(3, await shell.RunAsync("sync-all", export.Path, "--run", "n"));

        Assert.Equal(0, await shell.RunAsync("resume", "n-3-leads"));
        Assert.Equal(0, await shell.RunAsync("sync-all", export.Path, "--run", "n"));

        Assert.All(export.Effects(simulator), effects => Assert.Equal((1, 0), effects));
    }

    [Fact]
    public async Task Ctrl_C_ends_the_one_that_is_under_way_and_begins_no_other()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var ctrlC = new CancellationTokenSource();
        using var shell = new Shell(simulator, ("Marketo__MaxBatchRecords", "1"), ("Marketo__MaxConcurrentCalls", "1")) { Stop = ctrlC.Token };
        var export = CrmExport.Write(shell, simulator);
        simulator.CallArrived += Arrived;

        Assert.Equal(130, await shell.RunAsync("sync-all", export.Path, "--run", "n", "--json"));

        Assert.Equal(CrmExport.Order.Count + 1, simulator.Statistics.RestCalls);
        Assert.EndsWith($"Interrupted. All that was sent is kept. Continue with: marketo-sync sync-all {export.Path} --run n", shell.Error.TrimEnd(), StringComparison.Ordinal);
        using var json = JsonDocument.Parse(shell.Output);
        Assert.Equal("interrupted", json.RootElement.GetProperty("state").GetString());
        Assert.Equal(
            ["interrupted", "notBegun", "notBegun", "notBegun", "notBegun", "notBegun"],
            json.RootElement.GetProperty("syncs").EnumerateArray().Select(sync => sync.GetProperty("state").GetString()));

        shell.Stop = CancellationToken.None;
        Assert.Equal(0, await shell.RunAsync("sync-all", export.Path, "--run", "n"));
        Assert.All(export.Effects(simulator), effects => Assert.Equal((1, 0), effects));

        void Arrived(long call)
        {
            if (call == CrmExport.Order.Count + 1) ctrlC.Cancel();
        }
    }

    [Fact]
    public async Task A_killed_process_goes_on_where_it_was()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = new Shell(simulator);
        var export = CrmExport.Write(shell, simulator);
        simulator.Faults = new FaultPlan { SlowDelay = TimeSpan.FromMinutes(10) };
        simulator.FailNext("slow-after", path: "/rest/v1/leads");
        var isThere = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        simulator.CallArrived += Arrived;
        var environment = Shell.Environment(simulator, ("Marketo__RequestTimeoutSeconds", "600"));
        using (var process = CliProcess.Start(environment, "sync-all", export.Path, "--run", "n", "--runs", shell.Runs))
        {
            await Task.WhenAny(isThere.Task, process.ExitAsync());
            process.Kill();
            await process.ExitAsync();
        }

        Assert.Equal(0, await shell.RunAsync("sync-all", export.Path, "--run", "n"));

        // The lead's call was under way: whether it was carried out cannot be known, so it is made again.
        Assert.Equal([1, 1, 1, 1, 1, 1], export.Effects(simulator).Select(effects => effects.Created));
        Assert.Equal([0, 0, 1, 0, 0, 0], export.Effects(simulator).Select(effects => effects.Else));

        void Arrived(long call)
        {
            if (call == CrmExport.Order.Count + 3) isThere.TrySetResult();
        }
    }

    [Fact]
    public async Task One_that_was_killed_while_it_read_its_sources_reads_the_rest_and_goes_on()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = new Shell(simulator);
        var export = CrmExport.Write(shell, simulator);
        simulator.FailNext("603", path: "/rest/v1/salespersons");
        Assert.Equal(3, await shell.RunAsync("sync-all", export.Path, "--run", "n"));
        File.Delete(Path.Combine(shell.Runs, "n-5-opportunities-roles", RunFiles.Run));
        Directory.Delete(Path.Combine(shell.Runs, "n-6-customobjects-car_c"), recursive: true);

        Assert.Equal(0, await shell.RunAsync("sync-all", export.Path, "--run", "n"));

        Assert.All(export.Effects(simulator), effects => Assert.Equal((1, 0), effects));
    }

    [Fact]
    public async Task Another_process_that_is_at_work_on_it_is_left_alone()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = new Shell(simulator);
        var export = CrmExport.Write(shell, simulator);
        simulator.FailNext("603", path: "/rest/v1/leads");
        Assert.Equal(3, await shell.RunAsync("sync-all", export.Path, "--run", "n"));
        await using (var other = new FileStream(Path.Combine(shell.Runs, "_shared", "manifests", "n", "turn.lock"), FileMode.Open, FileAccess.ReadWrite, FileShare.None))
            Assert.Equal(2, await shell.RunAsync("sync-all", export.Path, "--run", "n"));

        Assert.Equal("Run n is being worked on by another process.", shell.Error.TrimEnd());
        Assert.Equal(CrmExport.Order.Count + 3, simulator.Statistics.RestCalls);
    }
}
