using MarketoSync.EndToEnd.Support;
using MarketoSync.Simulator;

namespace MarketoSync.EndToEnd;

/// <summary>The disk fails.</summary>
public sealed class DiskTests
{
    [Fact]
    public async Task A_source_that_fails_half_way_leaves_no_run_behind()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = new Shell(simulator) { Input = new FailingStream() };

        var exit = await shell.RunAsync("sync", "-", "--format", "ndjson");

        Assert.Equal(2, exit);
        Assert.Equal("The cable was pulled. Nothing was sent.", shell.Error.TrimEnd());
        Assert.Empty(await shell.RunsAsync());
        Assert.Equal(0, simulator.LeadCount);
    }

    [Fact]
    public async Task A_place_where_no_run_can_be_kept_is_told_before_anything_is_sent()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var shell = new Shell(simulator);
        var source = shell.Write("people.ndjson", """{"email":"a@example.com"}""");
        await File.WriteAllTextAsync(shell.Runs, "a file where the folder should be");

        var exit = await shell.RunAsync("sync", source);

        Assert.Equal(2, exit);
        Assert.EndsWith("Nothing was sent.", shell.Error.TrimEnd(), StringComparison.Ordinal);
        Assert.Equal(0, simulator.Statistics.RestCalls);
    }

    [Fact]
    public async Task A_disk_that_fails_while_sending_stops_the_run_and_resume_finishes_it_truly()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions { CallsPerWindow = 0 });
        using var shell = new Shell(simulator, ("Marketo__MaxConcurrentCalls", "1"));
        var source = shell.PathOf("people.ndjson");
        People.Write(source, 2_000, isNarrow: true);
        var batches = Path.Combine(shell.Runs, "torn", "batches");
        simulator.CallArrived += Tear;

        Assert.Equal(3, await shell.RunAsync("sync", source, "--run", "torn"));
        Assert.StartsWith("The run stopped: ", shell.Error.Split('\n').First(line => !line.Contains("settled", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("continue with: marketo-sync resume torn", shell.Error, StringComparison.Ordinal);
        File.Delete(batches);
        Directory.Move(batches + ".away", batches);

        Assert.Equal(0, await shell.RunAsync("resume", "torn"));
        Assert.Empty(Verdict.Faults(await shell.ResultsAsync("torn"), 2_000, simulator.Ledger, isDuplicateWanted: false));

        void Tear(long call)
        {
            if (call != 3) return;
            Directory.Move(batches, batches + ".away");
            File.WriteAllText(batches, "");
        }
    }

    private sealed class FailingStream : MemoryStream
    {
        private bool _isSecond;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_isSecond) throw new IOException("The cable was pulled.");
            _isSecond = true;
            var line = "{\"email\":\"a@example.com\"}\n"u8;
            line.CopyTo(buffer.Span);
            return ValueTask.FromResult(line.Length);
        }
    }
}
