using MarketoSync.Embedded;
using MarketoSync.EndToEnd.Support;
using MarketoSync.Runs;
using MarketoSync.Simulator;

namespace MarketoSync.EndToEnd;

public sealed class ResumeTests
{
    [Fact]
    public async Task A_finished_run_is_shown_again_without_a_call_and_without_credentials()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = new Shell(simulator);
        await shell.RunAsync("sync", shell.Write("people.csv", "email\na@example.com\nb@example.com,x\n"), "--run", "done");
        var (output, calls) = (shell.Output, simulator.Statistics.RestCalls);
        shell.Unset("Marketo__ClientSecret");

        var exit = await shell.RunAsync("resume", "done");

        Assert.Equal(1, exit);
        Assert.Equal(output, shell.Output);
        Assert.Equal(calls, simulator.Statistics.RestCalls);
    }

    [Fact]
    public async Task A_run_that_is_not_there_is_told_with_the_folder_that_was_looked_in()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = new Shell(simulator);

        Assert.Equal(2, await shell.RunAsync("resume", "other"));

        Assert.Equal($"There is no run other in {shell.Runs}.", shell.Error.TrimEnd());
    }

    [Fact]
    public async Task A_run_that_was_killed_while_its_records_were_read_in_cannot_be_continued()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = new Shell(simulator);
        await shell.Folder("half").WriteAsync(RunFiles.Rejected, ReadOnlyMemory<byte>.Empty, CancellationToken.None);

        Assert.Equal(2, await shell.RunAsync("resume", "half"));

        Assert.Contains("Nothing was sent. Sync the source again", shell.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("resume", "r")]
    [InlineData("resume", "r", "--json")]
    public async Task A_run_that_another_process_has_is_left_alone(params string[] command)
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = new Shell(simulator, ("Marketo__ClientSecret", "wrong"));
        await shell.RunAsync("sync", shell.Write("people.ndjson", """{"email":"a@example.com"}"""), "--run", "r");
        using var held = Journal.TryOpen(Path.Combine(shell.Runs, "r", RunFiles.Journal));

        Assert.Equal(2, await shell.RunAsync(command));

        Assert.Equal("Run r is being worked on by another process.", shell.Error.TrimEnd());
        Assert.Equal("", shell.Output);
        Assert.Equal(0, simulator.Statistics.RestCalls);
    }

    [Fact]
    public async Task A_damaged_journal_is_told_and_left_as_it_is()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = new Shell(simulator, ("Marketo__ClientSecret", "wrong"));
        await shell.RunAsync("sync", shell.Write("people.ndjson", """{"email":"a@example.com"}"""), "--run", "r");
        var journal = Path.Combine(shell.Runs, "r", RunFiles.Journal);
        var bytes = await File.ReadAllBytesAsync(journal);
        bytes[20] ^= 1;
        await File.WriteAllBytesAsync(journal, bytes);

        Assert.Equal(3, await shell.RunAsync("resume", "r"));

        Assert.StartsWith("The run's journal is damaged at byte 0.", shell.Error, StringComparison.Ordinal);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(journal));
    }
}
