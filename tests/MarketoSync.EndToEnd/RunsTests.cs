using MarketoSync.EndToEnd.Support;
using MarketoSync.Runs;
using MarketoSync.Simulator;

namespace MarketoSync.EndToEnd;

public sealed class RunsTests
{
    [Fact]
    public async Task The_newest_run_comes_first_with_its_state()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = new Shell(simulator);
        var good = shell.Write("good.csv", "email\na@example.com\nb@example.com\n");
        var mixed = shell.Write("mixed.ndjson", "{\"email\":\"a@example.com\"}\n{\n{");
        await shell.RunAsync("sync", good, "--run", "zebra");
        await shell.RunAsync("sync", mixed, "--run", "ant");
        shell.Set("Marketo__ClientSecret", "wrong");
        await shell.RunAsync("sync", good, "--run", "mole", "--action", "createOnly");
        await shell.Folder("20010203-040506-abcd").WriteAsync(RunFiles.Rejected, ReadOnlyMemory<byte>.Empty, CancellationToken.None);

        Assert.Equal(0, await shell.RunAsync("runs"));

        Assert.Equal(
            [
                "run state records got in target action source",
                "mole stopped 2 0.0 % leads createOnly good.csv",
                "ant completed 3 33.3 % leads createOrUpdate mixed.ndjson",
                "zebra completed 2 100.0 % leads createOrUpdate good.csv",
                "20010203-040506-abcd never begun",
            ],
            shell.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))));
    }

    [Fact]
    public async Task A_run_that_was_killed_while_sending_is_unfinished()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = new Shell(simulator);
        await shell.RunAsync("sync", shell.Write("good.csv", "email\na@example.com\n"), "--run", "r");
        File.Delete(Path.Combine(shell.Runs, "r", RunFiles.Report));

        await shell.RunAsync("runs");
        Assert.Contains("unfinished", shell.Output, StringComparison.Ordinal);

        Assert.Equal(2, await shell.RunAsync("report", "r"));
        Assert.Contains("marketo-sync resume r", shell.Error, StringComparison.Ordinal);
        Assert.Equal(2, await shell.RunAsync("retry", "r"));
        Assert.Contains("marketo-sync resume r", shell.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Runs_of_long_names_are_told_whole()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = new Shell(simulator);
        var (run, source) = (new string('r', 64), new string('s', 80) + ".csv");
        await shell.RunAsync("sync", shell.Write(source, "email\na@example.com\n"), "--run", run);

        await shell.RunAsync("runs");

        Assert.Contains($"\n{run}  completed ", shell.Output, StringComparison.Ordinal);
        Assert.Contains($"  {source}\n", shell.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_run_is_no_error()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = new Shell(simulator);

        Assert.Equal(0, await shell.RunAsync("runs"));

        Assert.Equal($"No runs in {shell.Runs}.", shell.Output.Replace("\n", "", StringComparison.Ordinal));
    }
}
