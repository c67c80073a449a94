using MarketoSync.EndToEnd.Support;
using MarketoSync.Simulator;

namespace MarketoSync.EndToEnd;

/// <summary>Ctrl-C, as a signal to a real process.</summary>
public sealed class InterruptTests
{
    private const int Records = 6_000;

    [Theory]
    [InlineData("createOrUpdate", "INT")]
    [InlineData("createOnly", "TERM")]
    public async Task Calls_in_flight_finish_and_resume_does_the_rest(string action, string signal)
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions { CallsPerWindow = 0, LatencyMilliseconds = 100 });
        using var shell = new Shell(simulator);
        var environment = Shell.Environment(simulator, ("Marketo__MaxConcurrentCalls", "3"));

        var (exit, output, error) = await InterruptAsync(simulator, shell, environment, action, signal, times: 1, atCall: 4);

        Assert.Equal(130, exit);
        Assert.Equal("", output);
        Assert.Contains("Stopping: the calls in flight are finished first.", error, StringComparison.Ordinal);
        Assert.EndsWith("Interrupted. All that was sent is kept. Continue with: marketo-sync resume r", error.TrimEnd(), StringComparison.Ordinal);
        var calls = simulator.Statistics.RestCalls;
        Assert.InRange(calls, 4, Records / 300);
        Assert.Equal(calls, simulator.Statistics.Outcomes["ok"]);

        Assert.Equal(0, await shell.RunAsync("resume", "r"));
        Assert.Equal(1 + Records / 300, simulator.Statistics.RestCalls);
        Assert.Empty(Verdict.Faults(await shell.ResultsAsync("r"), Records, simulator.Ledger, isDuplicateWanted: false));
    }

    [Theory]
    [InlineData("createOrUpdate")]
    [InlineData("createOnly")]
    public async Task A_second_one_ends_at_once_and_loses_nothing(string action)
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions { CallsPerWindow = 0 });
        using var shell = new Shell(simulator, ("Marketo__RequestTimeoutSeconds", "1"));
        var environment = Shell.Environment(simulator, ("Marketo__MaxConcurrentCalls", "3"), ("Marketo__RequestTimeoutSeconds", "600"));
        simulator.Faults = new FaultPlan { SlowDelay = TimeSpan.FromMinutes(10) };
        simulator.CallArrived += call => { if (call == 2) simulator.FailNext("slow-after", count: 3); };

        // Only the second signal can end this: the calls in flight take ten minutes.
        var (exit, output, _) = await InterruptAsync(simulator, shell, environment, action, "INT", times: 2, atCall: 2);

        Assert.Equal(130, exit);
        Assert.Equal("", output);
        Assert.InRange(simulator.Statistics.RestCalls, 2, 4);
        Assert.Equal(0, await shell.RunAsync("resume", "r"));
        Assert.Empty(Verdict.Faults(await shell.ResultsAsync("r"), Records, simulator.Ledger, isDuplicateWanted: false));
    }

    [Fact]
    public async Task While_standard_input_is_silent_it_ends_the_command_and_leaves_no_run_behind()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var ctrlC = new CancellationTokenSource();
        var silence = new SilentStream();
        using var shell = new Shell(simulator) { Input = silence, Stop = ctrlC.Token };

        var command = shell.RunAsync("sync", "-", "--format", "ndjson");
        await silence.IsRead.Task;
        await ctrlC.CancelAsync();

        Assert.Equal(130, await command);
        Assert.Equal("Interrupted before anything was sent.", shell.Error.TrimEnd());
        Assert.Empty(await shell.RunsAsync());
    }

    private static async Task<(int Exit, string Output, string Error)> InterruptAsync(
        MarketoSimulator simulator, Shell shell, IReadOnlyDictionary<string, string> environment, string action, string signal, int times, long atCall)
    {
        var source = shell.PathOf("people.ndjson");
        People.Write(source, Records, isNarrow: true);
        var isTime = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        simulator.CallArrived += Arrived;
        using var process = CliProcess.Start(environment, "sync", source, "--action", action, "--run", "r", "--runs", shell.Runs);
        await Task.WhenAny(isTime.Task, process.ExitAsync());
        process.Signal(signal);
        var said = await process.ReadErrorLineAsync();
        for (var time = 1; time < times; time++) process.Signal(signal);
        var (exit, output, error) = await process.EndAsync();
        simulator.CallArrived -= Arrived;
        return (exit, output, said + "\n" + error);

        void Arrived(long call)
        {
            if (call == atCall) isTime.TrySetResult();
        }
    }

    /// <summary>As the console: a read waits until somebody types, whatever the token says.</summary>
    private sealed class SilentStream : MemoryStream
    {
        public TaskCompletionSource IsRead { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            IsRead.TrySetResult();
            await new TaskCompletionSource().Task;
            return 0;
        }
    }
}
