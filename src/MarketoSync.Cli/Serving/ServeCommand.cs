using System.Globalization;
using System.Net;
using System.Net.Sockets;
using MarketoSync.Cli.Configuration;
using Spectre.Console;

namespace MarketoSync.Cli.Serving;

/// <summary><c>serve</c>: the HTTP API on the embedded engine, until Ctrl-C.</summary>
public static class ServeCommand
{
    public static async Task<int> RunAsync(Terminal terminal, ServeArguments arguments)
    {
        if (arguments.Port is < 0 or > ushort.MaxValue) throw new UsageException("--port must be from 0 to 65535.");
        if (AddressOf(arguments.Host) is not { } address) throw new UsageException("--host must be an address of this machine, such as 127.0.0.1 or 0.0.0.0, or localhost.");

        var settings = CliSettings.Load(terminal.Read);
        var (marketo, sync) = (settings.Marketo(), settings.Sync());
        if (sync.ApiKey is null && !IPAddress.IsLoopback(address))
            throw new UsageException("Sync__ApiKey is not set, so anybody in the network could send records. Set it, or serve 127.0.0.1 only.");

        await using var server = new LocalServer(arguments, new IPEndPoint(address, arguments.Port), marketo, sync, terminal);
        try
        {
            var url = await server.StartAsync();
            await terminal.Data.WriteLineAsync($"The API is at {url}api. Ctrl-C ends the server; runs that are under way then go on when it is started again.");
            await terminal.Data.FlushAsync();
        }
        catch (Exception fault) when (fault is IOException or SocketException)
        {
            throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"{arguments.Host} port {arguments.Port} cannot be used: {fault.Message}"), fault);
        }

        var stopped = new TaskCompletionSource();
        await using var registration = terminal.Stop.UnsafeRegister(_ => stopped.TrySetResult(), null);
        await stopped.Task;
        terminal.Error.WriteLine("Stopping: the calls in flight are finished first. Ctrl-C again ends at once.");
        return ExitCode.Success;
    }

    private static IPAddress? AddressOf(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) ? IPAddress.Loopback : IPAddress.TryParse(host, out var address) ? address : null;
}
