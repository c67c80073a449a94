using MarketoSync.Cli.Configuration;

namespace MarketoSync.Cli.Commands;

/// <summary><c>resume RUN</c>: continues a run that was interrupted or stopped.</summary>
public static class ResumeCommand
{
    public static async Task<int> RunAsync(Terminal terminal, string run, bool json, string runs)
    {
        var work = new RunWork(terminal, runs);
        await work.DefinitionAsync(run);
        if (await work.IsOverAsync(run)) return await work.ShowAsync(run, json);

        using var connection = work.Connect(CliSettings.Load(terminal.Read).Marketo());
        return await work.ToEndAsync(run, connection, json);
    }
}
