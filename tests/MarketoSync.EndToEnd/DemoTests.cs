using MarketoSync.EndToEnd.Support;
using MarketoSync.Simulator;

namespace MarketoSync.EndToEnd;

public sealed class DemoTests
{
    [Fact]
    public async Task It_needs_no_settings_and_report_and_simulator_agree()
    {
        await using var unused = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = new Shell(unused);
        using var process = CliProcess.Start(new Dictionary<string, string>(), "demo", "--runs", shell.Runs);

        var (exit, output, _) = await process.EndAsync();

        Assert.Equal(0, exit);
        Assert.Contains("of 15,000 records got in.", output, StringComparison.Ordinal);
        Assert.Contains("What to do:", output, StringComparison.Ordinal);
        Assert.Contains("What happened on the way", output, StringComparison.Ordinal);
        Assert.EndsWith("They agree.", output.TrimEnd(), StringComparison.Ordinal);
    }
}
