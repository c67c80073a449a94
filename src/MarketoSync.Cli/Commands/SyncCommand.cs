using MarketoSync.Cli.Configuration;

namespace MarketoSync.Cli.Commands;

/// <summary><c>sync SOURCE</c>: reads the records in, sends them, shows the report.</summary>
public static class SyncCommand
{
    public static async Task<int> RunAsync(Terminal terminal, SyncArguments arguments)
    {
        var request = Requests.Check(arguments);
        var marketo = CliSettings.Load(terminal.Read).Marketo();
        var work = new RunWork(terminal, arguments.Runs);
        var run = await NewRun.IdAsync(terminal, work, arguments.Run);

        using var connection = work.Connect(marketo);
        await NewRun.ReadInAsync(work, run, () => NewRun.ReadSourceAsync(terminal, work, run, arguments.Source, request, connection));
        return await work.ToEndAsync(run, connection, arguments.Json);
    }
}
