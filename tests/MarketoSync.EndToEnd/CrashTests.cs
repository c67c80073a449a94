using MarketoSync.EndToEnd.Support;
using MarketoSync.EndToEnd.Support.Storms;
using MarketoSync.Records;
using MarketoSync.Reports;
using MarketoSync.Runs;
using MarketoSync.Simulator;
using MarketoSync.Storage.Files;

namespace MarketoSync.EndToEnd;

public sealed class CrashTests
{
    private const int Records = 30_000;
    private const int CallsInFlight = 3;
    private const string Run = "crash";

    [Theory]
    [InlineData("createOnly", 20, 21)]
    [InlineData("createDuplicate", 8, 22)]
    public async Task Killed_many_times_and_resumed_a_run_loses_nothing_and_sends_no_finished_batch_again(string action, int kills, int seed)
    {
        var time = new Yesterday();
        await using var simulator = await MarketoSimulator.StartAsync(
            new SimulatorOptions { Seed = seed, CallsPerWindow = 0, LatencyMilliseconds = 20 }, time);
        for (var person = 0; person < Records; person += 5) simulator.AddLead(("email", People.Email(person)));
        time.End();
        using var shell = new Shell(simulator);
        var environment = Shell.Environment(simulator, ("Marketo__MaxConcurrentCalls", $"{CallsInFlight}"), ("Marketo__RequestTimeoutSeconds", "2"));
        var source = shell.PathOf("people.ndjson");
        People.Write(source, Records);

        var random = new Random(seed);
        var finished = new List<(string Key, long UpToCall)>();
        string[] command = ["sync", source, "--action", action, "--run", Run];
        for (var kill = 0; kill < kills; kill++)
        {
            await RunUntilKilledAsync(simulator, environment, random, [.. command, "--runs", shell.Runs]);
            finished.AddRange(await SettledKeysAsync(shell, simulator.Statistics.RestCalls));
            command = ["resume", Run];
        }

        using (var last = CliProcess.Start(environment, [.. command, "--json", "--runs", shell.Runs]))
        {
            var (exit, _, error) = await last.EndAsync();
            Assert.True(exit == 1, $"exit {exit}, seed {seed}: {error}");
        }

        var results = new List<RecordResult>();
        await foreach (var result in ResultReader.ReadAsync(new FileRunStore(shell.Runs).Open(Run), null, CancellationToken.None)) results.Add(result);
        var faults = Verdict.Faults(results, Records, simulator.Ledger, isDuplicateWanted: action == "createDuplicate");
        Assert.True(faults.Count == 0, $"{faults.Count} faults, seed {seed}:\n{string.Join("\n", faults.Take(20))}");

        var repeated = finished.Where(one => simulator.Ledger.ByKey(one.Key).Any(effect => effect.Call > one.UpToCall && IsOnlyRecordOf(one.Key))).ToList();
        Assert.Empty(repeated);
        Assert.NotEmpty(finished);

        // A call that was noted and cut off may not have reached the simulator.
        var counted = (await shell.ReportAsync(Run)).Calls.Total;
        Assert.InRange(counted, simulator.Statistics.RestCalls, simulator.Statistics.RestCalls + kills * CallsInFlight);

        bool IsOnlyRecordOf(string key) => results.Count(result => result.Key == key) == 1;
    }

    [Fact]
    public async Task Killed_many_times_and_resumed_a_run_adds_no_activity_twice()
    {
        const int Seed = 23;
        const int Kills = 6;
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions { Seed = Seed, CallsPerWindow = 0, LatencyMilliseconds = 20 });
        using var shell = new Shell(simulator);
        var environment = Shell.Environment(simulator, ("Marketo__MaxConcurrentCalls", $"{CallsInFlight}"), ("Marketo__MaxBatchRecords", "25"));
        var storm = Storm.All.Single(storm => storm.Target == "activities");
        var world = storm.Prepare(simulator);
        var source = StormSource.Write(shell.PathOf("source"), storm, world);

        var random = new Random(Seed);
        string[] command = ["sync", source, "--target", "activities", "--run", Run];
        for (var kill = 0; kill < Kills; kill++)
        {
            await RunUntilKilledAsync(simulator, environment, random, [.. command, "--runs", shell.Runs]);
            command = ["resume", Run];
        }

        using (var last = CliProcess.Start(environment, [.. command, "--json", "--runs", shell.Runs]))
        {
            var (exit, _, error) = await last.EndAsync();
            Assert.True(exit == 1, $"exit {exit}, seed {Seed}: {error}");
        }

        var results = await shell.ResultsAsync(Run);
        var faults = new StormVerdict(storm, world, results, simulator.Ledger.Of("activities")).Faults();
        Assert.True(faults.Count == 0, $"{faults.Count} faults, seed {Seed}:\n{string.Join("\n", faults.Take(20))}");
        Assert.InRange(results.Count(result => result.Status == RecordStatus.Unknown), 1, Kills * CallsInFlight * 25);
    }

    /// <summary>Kills the process while a call, some calls later than the last kill, is on its way or has just been answered.</summary>
    private static async Task RunUntilKilledAsync(
        MarketoSimulator simulator, IReadOnlyDictionary<string, string> environment, Random random, string[] arguments)
    {
        var callsToLive = random.Next(1, 8);
        var spins = random.Next(0, 3_000_000);
        var due = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        simulator.CallArrived += Count;
        using var process = CliProcess.Start(environment, arguments);
        var end = process.EndAsync();
        await Task.WhenAny(due.Task, end);
        simulator.CallArrived -= Count;
        Thread.SpinWait(spins);
        process.Kill();
        var (exit, _, error) = await end;
        Assert.True(exit == 137, $"The run ended by itself with {exit}: {error}");

        void Count(long call)
        {
            if (Interlocked.Decrement(ref callsToLive) == 0) due.TrySetResult();
        }
    }

    private static async Task<List<(string Key, long UpToCall)>> SettledKeysAsync(Shell shell, long calls)
    {
        var folder = new FileRunStore(shell.Runs).Open(Run);
        var keys = new List<(string, long)>();
        await foreach (var name in folder.ListAsync(RunFiles.Batches, CancellationToken.None))
        {
            var log = await BatchLog.ReadAsync(folder, name[RunFiles.Batches.Length..], CancellationToken.None);
            keys.AddRange(log!.Results.Select(result => (result.Key!, calls)));
        }

        return keys;
    }
}
