using System.Net;
using MarketoSync.EndToEnd.Support;
using MarketoSync.Simulator;

namespace MarketoSync.EndToEnd;

/// <summary>The local server as a process, over HTTP.</summary>
public sealed class ServeTests
{
    private const int Records = 12_000;

    [Theory]
    [InlineData("createOrUpdate", 31)]
    [InlineData("createOnly", 32)]
    public async Task What_is_uploaded_comes_out_as_the_ledger_has_it_whatever_fails_on_the_way(string action, int seed)
    {
        var time = new Yesterday();
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions { Seed = seed, CallsPerWindow = 0, DailyQuota = 0 }, time);
        for (var person = 0; person < Records; person += 5) simulator.AddLead(("email", People.Email(person)));
        time.End();
        simulator.Faults = new FaultPlan { Rate = 0.1, Seed = seed, SlowDelay = TimeSpan.FromMilliseconds(200), Weights = Curable.Weights };
        using var shell = new Shell(simulator);
        using var server = await ServeProcess.StartAsync(Shell.Environment(simulator), shell.Runs);
        var source = shell.PathOf("people.ndjson");
        People.Write(source, Records);

        var run = await server.UploadAsync(source, $"?action={action}");
        var status = await server.AtRestAsync(run);

        Assert.Equal("completed", (string?)status["state"]);
        var (_, report) = await server.SendAsync(HttpMethod.Get, $"syncs/{run}/report");
        Assert.Equal(simulator.Statistics.RestCalls, (long)report["calls"]!["total"]!);
        Assert.Equal(Records, (int)report["records"]!["total"]!);
        Assert.Equal(Records, (int)status["progress"]!["settled"]!);
        var faults = Verdict.Faults(await shell.ResultsAsync(run), Records, simulator.Ledger, isDuplicateWanted: false);
        Assert.True(faults.Count == 0, $"{faults.Count} faults, seed {seed}:\n{string.Join("\n", faults.Take(20))}");
    }

    [Theory]
    [InlineData("createOnly")]
    public async Task Killed_in_the_middle_and_started_again_it_ends_the_run_by_itself(string action)
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions { CallsPerWindow = 0, LatencyMilliseconds = 20 });
        using var shell = new Shell(simulator);
        var environment = Shell.Environment(simulator, ("Marketo__MaxConcurrentCalls", "3"), ("Marketo__RequestTimeoutSeconds", "2"));
        var source = shell.PathOf("people.ndjson");
        People.Write(source, Records);
        string run;
        using (var server = await ServeProcess.StartAsync(environment, shell.Runs))
        {
            var isTime = CallOf(simulator, 10);
            run = await server.UploadAsync(source, $"?action={action}", key: "k");
            await isTime;
            server.Process.Kill();
            Assert.Equal(137, (await server.Process.EndAsync()).Exit);
        }

        using var again = await ServeProcess.StartAsync(environment, shell.Runs);
        Assert.Equal(run, await again.UploadAsync(source, $"?action={action}", key: "k"));
        Assert.Equal("completed", (string?)(await again.AtRestAsync(run))["state"]);

        Assert.Empty(Verdict.Faults(await shell.ResultsAsync(run), Records, simulator.Ledger, isDuplicateWanted: false));
    }

    [Fact]
    public async Task A_run_that_the_command_line_was_killed_at_is_ended_too()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions { CallsPerWindow = 0, LatencyMilliseconds = 20 });
        using var shell = new Shell(simulator);
        var environment = Shell.Environment(simulator, ("Marketo__MaxConcurrentCalls", "3"), ("Marketo__RequestTimeoutSeconds", "2"));
        var source = shell.PathOf("people.ndjson");
        People.Write(source, Records);
        var isTime = CallOf(simulator, 10);
        using (var sync = CliProcess.Start(environment, "sync", source, "--run", "r", "--runs", shell.Runs))
        {
            await isTime;
            sync.Kill();
            await sync.EndAsync();
        }

        using var server = await ServeProcess.StartAsync(environment, shell.Runs);

        Assert.Equal("completed", (string?)(await server.AtRestAsync("r"))["state"]);
        Assert.Empty(Verdict.Faults(await shell.ResultsAsync("r"), Records, simulator.Ledger, isDuplicateWanted: false));
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task At_Ctrl_C_calls_in_flight_finish_and_the_next_start_does_the_rest(string signal)
    {
        const int narrow = 6_000;
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions { CallsPerWindow = 0, LatencyMilliseconds = 100 });
        using var shell = new Shell(simulator);
        var environment = Shell.Environment(simulator, ("Marketo__MaxConcurrentCalls", "3"));
        var source = shell.PathOf("people.ndjson");
        People.Write(source, narrow, isNarrow: true);
        string run;
        using (var server = await ServeProcess.StartAsync(environment, shell.Runs))
        {
            var isTime = CallOf(simulator, 4);
            run = await server.UploadAsync(source);
            await isTime;
            server.Process.Signal(signal);
            var (exit, _, error) = await server.Process.EndAsync();
            Assert.True(exit == 0, $"exit {exit}: {error}");
            Assert.Equal(simulator.Statistics.RestCalls, simulator.Statistics.Outcomes["ok"]);
        }

        using var again = await ServeProcess.StartAsync(environment, shell.Runs);
        Assert.Equal("completed", (string?)(await again.AtRestAsync(run))["state"]);
        Assert.Equal(1 + narrow / 300, simulator.Statistics.RestCalls);
    }

    [Fact]
    public async Task Several_runs_at_a_time_stay_together_within_the_limits()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions { CallsPerWindow = 0, MaxConcurrentCalls = 2, LatencyMilliseconds = 5 });
        using var shell = new Shell(simulator);
        using var server = await ServeProcess.StartAsync(Shell.Environment(simulator, ("Marketo__MaxConcurrentCalls", "2")), shell.Runs);
        var source = shell.PathOf("people.ndjson");
        People.Write(source, 3_000, isNarrow: true);

        var runs = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => server.UploadAsync(source)));
        foreach (var run in runs) Assert.Equal("completed", (string?)(await server.AtRestAsync(run))["state"]);

        Assert.Equal(4, runs.Distinct().Count());
        Assert.Equal(1 + 40, simulator.Statistics.RestCalls);
        Assert.Equal(1 + 40, simulator.Statistics.Outcomes["ok"]);
    }

    [Fact]
    public async Task A_run_that_stopped_waits_over_a_restart_until_it_is_resumed()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions { CallsPerWindow = 0 });
        using var shell = new Shell(simulator);
        var environment = Shell.Environment(simulator);
        var source = shell.PathOf("people.ndjson");
        People.Write(source, 3_000);
        simulator.FailNext("603");
        string run;
        using (var server = await ServeProcess.StartAsync(environment, shell.Runs))
        {
            run = await server.UploadAsync(source);
            Assert.Equal("stopped", (string?)(await server.AtRestAsync(run))["state"]);
            server.Process.Signal("INT");
            await server.Process.EndAsync();
        }

        var calls = simulator.Statistics.RestCalls;
        using var again = await ServeProcess.StartAsync(environment, shell.Runs);
        Assert.Equal("stopped", (string?)(await again.AtRestAsync(run))["state"]);
        Assert.Equal(calls, simulator.Statistics.RestCalls);

        Assert.Equal(HttpStatusCode.Accepted, (await again.SendAsync(HttpMethod.Post, $"syncs/{run}/resume")).Status);
        Assert.Equal("completed", (string?)(await again.AtRestAsync(run))["state"]);
        Assert.Empty(Verdict.Faults(await shell.ResultsAsync(run), 3_000, simulator.Ledger, isDuplicateWanted: false));
    }

    [Fact]
    public async Task A_run_is_cancelled_and_what_did_not_get_in_is_retried()
    {
        const int narrow = 6_000;
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions { CallsPerWindow = 0, LatencyMilliseconds = 50 });
        using var shell = new Shell(simulator);
        using var server = await ServeProcess.StartAsync(Shell.Environment(simulator, ("Marketo__MaxConcurrentCalls", "2")), shell.Runs);
        var source = shell.PathOf("people.ndjson");
        People.Write(source, narrow, isNarrow: true);
        var isTime = CallOf(simulator, 3);
        var run = await server.UploadAsync(source);
        await isTime;

        Assert.Equal(HttpStatusCode.Accepted, (await server.SendAsync(HttpMethod.Post, $"syncs/{run}/cancel")).Status);
        var cancelled = await server.AtRestAsync(run);
        Assert.Equal("cancelled", (string?)cancelled["state"]);
        Assert.InRange((int)cancelled["progress"]!["settled"]!, 300, narrow - 300);

        var (_, retried) = await server.SendAsync(HttpMethod.Post, $"syncs/{run}/retry?only=notSent");
        Assert.Equal("completed", (string?)(await server.AtRestAsync((string)retried["id"]!))["state"]);
        Assert.Equal(narrow, simulator.LeadCount);
        Assert.Equal(1 + narrow / 300, simulator.Statistics.RestCalls);
    }

    [Fact]
    public async Task On_schedule_posted_records_and_files_of_the_inbox_are_synced_and_files_filed_away()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions { CallsPerWindow = 0 });
        using var shell = new Shell(simulator);
        var inbox = Directory.CreateDirectory(shell.PathOf("inbox"));
        People.Write(Path.Combine(inbox.FullName, "people.ndjson"), 1_000, isNarrow: true);
        var environment = Shell.Environment(simulator, ("Sync__Schedule", "* * * * * *"), ("Sync__WebhookSecret", "a-webhook-secret-that-is-long"));
        using var server = await ServeProcess.StartAsync(environment, shell.Runs);

        for (var post = 0; post < 3; post++)
        {
            using var body = new StringContent($$"""{"email":"webhook{{post}}@example.com"}""");
            Assert.Equal(HttpStatusCode.Accepted, (await server.SendAsync(HttpMethod.Post, "records/leads", body)).Status);
        }

        // Each look is an exchange with the server, which so gets its turn.
        var archive = Directory.CreateDirectory(Path.Combine(inbox.FullName, "archive"));
        while ((await server.SendAsync(HttpMethod.Get, "queue")).Body.ToJsonString() != """{"waiting":0,"setAside":0}"""
            || simulator.LeadCount < 1_003
            || archive.EnumerateFiles().Count() < 2)
        {
        }

        var sources = new List<string>();
        foreach (var run in (await server.SendAsync(HttpMethod.Get, "syncs")).Body["syncs"]!.AsArray())
        {
            var status = await server.AtRestAsync((string)run!["id"]!);
            Assert.Equal("completed", (string?)status["state"]);
            sources.Add((string)status["source"]!);
        }

        Assert.Equal(["people.ndjson", "queue"], sources.Distinct().Order(StringComparer.Ordinal));
        Assert.Empty(inbox.EnumerateFiles());
        Assert.Equal(1_003, simulator.LeadCount);
    }

    [Theory]
    [InlineData("Sync__ApiKey is not set", "serve", "--host", "0.0.0.0")]
    [InlineData("--host must be an address", "serve", "--host", "example.com")]
    [InlineData("--port must be from 0 to 65535.", "serve", "--port", "70000")]
    public async Task What_must_not_be_served_is_refused(string said, params string[] command)
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = new Shell(simulator);

        Assert.Equal(2, await shell.RunAsync(command));

        Assert.StartsWith(said, shell.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_told()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = new Shell(simulator);

        Assert.Equal(2, await shell.RunAsync("serve", "--port", simulator.BaseUrl.Port.ToString(System.Globalization.CultureInfo.InvariantCulture)));

        Assert.Contains("cannot be used", shell.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_setting_that_is_wrong_is_told_by_its_name()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = new Shell(simulator, ("Sync__ApiKey", "short"), ("Sync__Schedule", "daily"));

        Assert.Equal(2, await shell.RunAsync("serve"));

        Assert.Contains("Sync__ApiKey", shell.Error, StringComparison.Ordinal);
        Assert.Contains("Sync__Schedule", shell.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("short", shell.Error, StringComparison.Ordinal);
    }

    private static async Task CallOf(MarketoSimulator simulator, int calls)
    {
        var isTime = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        simulator.CallArrived += Arrived;
        await isTime.Task;
        simulator.CallArrived -= Arrived;

        void Arrived(long call)
        {
            if (call >= calls) isTime.TrySetResult();
        }
    }
}
