using MarketoSync.Cli.Configuration;
using MarketoSync.Intake;
using MarketoSync.Marketo;

namespace MarketoSync.Cli.Commands;

/// <summary><c>resume RUN</c>: continues a run that was interrupted or stopped.</summary>
public static class ResumeCommand
{
    public static async Task<int> RunAsync(Terminal terminal, string run, bool json, string runs)
    {
        var work = new RunWork(terminal, runs);
        var definition = await work.DefinitionAsync(run);
        if (await work.IsOverAsync(run)) return await work.ShowAsync(run, json);

        var settings = CliSettings.Load(terminal.Read);
        var marketo = settings.Marketo();

        // The journal holds what the run began with; this is for one that was killed before its first entry.
        _ = SyncActions.TryParse(definition.Action, out var action);
        var target = Target.Find(definition.Target)
            ?? throw new UsageException($"Run {run} is for {definition.Target}, which this version does not know.");
        var request = new SyncRequest(
            target, action, definition.LookupField ?? target.DefaultKey, SourceFormat.Ndjson, definition.PartitionName, StopOnQuota: false);
        return await work.ToEndAsync(run, marketo, request.Input(run, marketo, settings.FirstBackOff()), json);
    }
}
