using MarketoSync.Cli.Configuration;

namespace MarketoSync.Cli.Commands;

/// <summary><c>sync SOURCE</c>: reads the records in, sends them, shows the report.</summary>
public static class SyncCommand
{
    public static async Task<int> RunAsync(Terminal terminal, SyncOptions options)
    {
        var request = SyncRequest.Check(options);
        var settings = CliSettings.Load(terminal.Read);
        var marketo = settings.Marketo();
        var firstBackOff = settings.FirstBackOff();
        var work = new RunWork(terminal, options.Runs);
        var run = await NewRun.IdAsync(terminal, work, options.Run);

        await NewRun.ReadInAsync(work, run, () => NewRun.ReadSourceAsync(terminal, work, run, options.Source, request, marketo));
        return await work.ToEndAsync(run, marketo, request.Input(run, marketo, firstBackOff), options.Json);
    }
}
