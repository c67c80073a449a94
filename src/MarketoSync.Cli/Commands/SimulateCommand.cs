using System.Globalization;
using System.Net.Sockets;
using MarketoSync.Simulator;

namespace MarketoSync.Cli.Commands;

/// <summary><c>simulate</c>: starts the Marketo simulator and keeps it up until Ctrl-C.</summary>
public static class SimulateCommand
{
    public static async Task<int> RunAsync(Terminal terminal, SimulatorOptions options)
    {
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
                What it saw: {simulator.BaseUrl}simulator/statistics, {simulator.BaseUrl}simulator/imports and {simulator.BaseUrl}simulator/ledger
                """));
            await terminal.Data.FlushAsync();
            var stopped = new TaskCompletionSource();
            await using var registration = terminal.Stop.UnsafeRegister(_ => stopped.TrySetResult(), null);
            await stopped.Task;
        }

        return ExitCode.Success;
    }
}
