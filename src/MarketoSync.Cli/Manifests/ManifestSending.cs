using MarketoSync.Cli.Commands;
using MarketoSync.Cli.Running;
using MarketoSync.Embedded;
using MarketoSync.Reports;
using MarketoSync.Runs;
using Spectre.Console;

namespace MarketoSync.Cli.Manifests;

/// <summary>
/// Takes the runs of a manifest to their ends, one after the other. One that stops keeps those behind it from beginning; records
/// that do not get in do not.
/// </summary>
/// <param name="continuing">The command that continues the whole.</param>
internal sealed class ManifestSending(Terminal terminal, RunWork work, MarketoConnection marketo, string continuing)
{
    public async Task<IReadOnlyList<SyncOutcome>> RunAsync(IReadOnlyList<RunDefinition> runs)
    {
        var host = work.Host(marketo);
        var outcomes = new List<SyncOutcome>();
        foreach (var (place, run) in runs.Index())
        {
            var name = $"{place + 1} of {runs.Count}: {run.Target}, {run.Action}";
            var found = await FindAsync(run);
            if (found.IsOver) terminal.Error.WriteLine($"{name}: complete already, nothing is sent");
            else if (outcomes.All(outcome => outcome.IsOver)) found = await GoOnAsync(host, run, name, found);
            outcomes.Add(found);
        }

        return outcomes;
    }

    private async Task<SyncOutcome> GoOnAsync(SyncHost host, RunDefinition run, string name, SyncOutcome found)
    {
        if (terminal.Stop.IsCancellationRequested)
        {
            terminal.Error.WriteLine($"Interrupted. All that was sent is kept. Continue with: {continuing}");
            return found;
        }

        terminal.Error.WriteLine($"{name}: {ReportVerdict.Number(run.Records)} {(run.Records == 1 ? "record" : "records")}, run {run.Run}");
        try
        {
            var end = await work.GoOnAsync(host, run.Run, Requests.Of(run, marketo.Settings).Input(run.Run, marketo.Settings), continuing);
            if (end == EngineEnd.Interrupted) return new SyncOutcome(run, SyncOutcome.Interrupted);
        }
        catch (Exception fault) when (fault is StoppedException or UsageException)
        {
            // What became of those before it is told in the summary, so that this is no end with nothing but a message.
            terminal.Error.WriteLine(fault.Message);
            return new SyncOutcome(run, SyncOutcome.Stopped);
        }

        var outcome = await FindAsync(run);
        if (outcome.Report is { } report) terminal.Error.WriteLine(ReportVerdict.Of(report));
        return outcome;
    }

    /// <summary>What is kept of a run. Not cut off by Ctrl-C: whoever asked it to stop wants to know how it ended.</summary>
    private async Task<SyncOutcome> FindAsync(RunDefinition run)
    {
        if (await ReportFile.ReadAsync(work.Store.Open(run.Run), CancellationToken.None) is { } report) return SyncOutcome.Of(run, report);

        return new SyncOutcome(run, work.HasBegun(run.Run) ? SyncOutcome.Interrupted : SyncOutcome.NotBegun);
    }
}
