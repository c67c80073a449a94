using MarketoSync.EndToEnd.Support;
using MarketoSync.Simulator;

namespace MarketoSync.EndToEnd;

public sealed class SimulateTests
{
    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task It_tells_how_to_sync_to_it_answers_and_ends_by_a_signal(string signal)
    {
        await using var unused = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = new Shell(unused);
        using var process = CliProcess.Start(new Dictionary<string, string>(), "simulate", "--port", "0", "--seed", "3");
        await ExportAsync(process, shell);

        Assert.Equal(0, await shell.RunAsync("sync", shell.Write("people.ndjson", """{"email":"a@example.com"}""")));
        process.Signal(signal);
        var (exit, _, error) = await process.EndAsync();

        Assert.Equal(0, exit);
        Assert.Equal("", error);
        Assert.Equal(0, unused.Statistics.RestCalls);
    }

    [Fact]
    public async Task Imports_can_be_told_how_to_behave()
    {
        await using var unused = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = new Shell(unused, ("Marketo__MaxImportBytes", "1000"), ("Marketo__PollSeconds", "0.1"));
        using var process = CliProcess.Start(
            new Dictionary<string, string>(),
            "simulate", "--port", "0", "--max-import-bytes", "500", "--import-rows-per-second", "0", "--import-queue", "1", "--import-faults", "1");
        await ExportAsync(process, shell);
        var people = string.Concat(Enumerable.Range(0, 20).Select(i => $"person{i}@example.com\n"));

        Assert.Equal(1, await shell.RunAsync("sync", shell.Write("people.csv", "email\n" + people), "--mode", "bulk", "--run", "r", "--json"));
        process.Signal("TERM");
        await process.EndAsync();

        var report = await shell.ReportAsync("r");
        Assert.Equal(20, report.Records["unknown"]);
        Assert.Equal((1, 1), (report.Calls.Errors["413"], report.Batches.Splits));
        Assert.Contains(report.Recoveries, recovery => recovery is { Code: "import-failed", Decision: "import again" });
    }

    [Fact]
    public async Task A_port_that_is_taken_is_told()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = new Shell(simulator);
        var port = simulator.BaseUrl.Port.ToString(System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal(2, await shell.RunAsync("simulate", "--port", port));

        Assert.Equal($"Port {port} is taken. Give another one with --port.", shell.Error.TrimEnd());
    }

    /// <summary>Sets what the simulator says to set.</summary>
    private static async Task ExportAsync(CliProcess simulator, Shell shell)
    {
        for (var line = await simulator.ReadLineAsync(); !line!.StartsWith("What it saw", StringComparison.Ordinal); line = await simulator.ReadLineAsync())
        {
            if (line.Split(' ', '=') is ["export", var key, var value]) shell.Set(key, value);
        }
    }
}
