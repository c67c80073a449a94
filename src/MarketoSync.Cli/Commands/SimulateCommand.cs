using System.Globalization;
using System.Net.Sockets;
using MarketoSync.Simulator;

namespace MarketoSync.Cli.Commands;

/// <summary><c>simulate</c>: starts the Marketo simulator and keeps it up until Ctrl-C.</summary>
public static class SimulateCommand
{
    public static async Task<int> RunAsync(Terminal terminal, SimulatorOptions options)
    {
        Check(options);
        MarketoSimulator simulator;
        try
        {
            simulator = await MarketoSimulator.StartAsync(options, terminal.Time, terminal.Stop);
        }
        catch (IOException)
        {
            throw new UsageException($"Port {options.Port} is taken. Give another one with --port.");
        }

        catch (SocketException fault)
        {
            throw new UsageException($"Port {options.Port} cannot be used: {fault.Message}. Give another one with --port.");
        }

        await using (simulator)
        {
            await terminal.Data.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"""
                The Marketo simulator listens at {simulator.BaseUrl}. Ctrl-C ends it.
                To sync to it, set:
                export Marketo__BaseUrl={simulator.BaseUrl.ToString().TrimEnd('/')}
                export Marketo__ClientId={options.ClientId}
                export Marketo__ClientSecret={options.ClientSecret}
                What it saw: {simulator.BaseUrl}simulator/statistics and {simulator.BaseUrl}simulator/ledger
                """));
            await terminal.Data.FlushAsync();
            var stopped = new TaskCompletionSource();
            await using var registration = terminal.Stop.UnsafeRegister(_ => stopped.TrySetResult(), null);
            await stopped.Task;
        }

        return ExitCode.Success;
    }

    private static void Check(SimulatorOptions options)
    {
        if (options.Port is < 0 or > ushort.MaxValue) throw new UsageException("--port must be from 0 to 65535.");
        if (options.Faults.Rate is not (>= 0 and <= 1)) throw new UsageException("--faults must be a share from 0 to 1, like 0.05.");
        if (options.WindowSeconds is not (> 0 and <= 86_400)) throw new UsageException("--window-seconds must be more than 0 and at most 86400.");
        if (options.LatencyMilliseconds is not (>= 0 and <= 3_600_000)) throw new UsageException("--latency-ms must be from 0 to 3600000.");
    }
}
