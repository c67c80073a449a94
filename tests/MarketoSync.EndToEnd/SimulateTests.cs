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
        for (var line = await process.ReadLineAsync(); !line!.StartsWith("What it saw", StringComparison.Ordinal); line = await process.ReadLineAsync())
        {
            if (line.Split(' ', '=') is ["export", var key, var value]) shell.Set(key, value);
        }

        Assert.Equal(0, await shell.RunAsync("sync", shell.Write("people.ndjson", """{"email":"a@example.com"}""")));
        process.Signal(signal);
        var (exit, _, error) = await process.EndAsync();

        Assert.Equal(0, exit);
        Assert.Equal("", error);
        Assert.Equal(0, unused.Statistics.RestCalls);
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
}
