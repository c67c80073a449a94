using System.Globalization;
using MarketoSync.Reports;
using MarketoSync.Runs;
using MarketoSync.Storage.Files;
using Spectre.Console;

namespace MarketoSync.Cli.Commands;

/// <summary><c>runs</c>: lists runs, the newest first.</summary>
public static class RunsCommand
{
    public static async Task<int> RunAsync(Terminal terminal, string runs)
    {
        var store = new FileRunStore(runs);
        var listed = new List<(string Run, RunDefinition? Definition, Report? Report)>();
        await foreach (var run in store.ListAsync(terminal.Stop))
        {
            var folder = store.Open(run);
            listed.Add((run, await RunDefinitionFile.ReadAsync(folder, terminal.Stop), await ReportFile.ReadAsync(folder, terminal.Stop)));
        }

        if (listed.Count == 0)
        {
            terminal.Output.WriteLine($"No runs in {runs}.");
            return ExitCode.Success;
        }

        var table = new Table().Border(TableBorder.Simple).AddColumns("run", "target", "action", "source", "records", "got in", "state");
        foreach (var (run, definition, report) in listed.OrderByDescending(one => one.Definition?.StartedAt).ThenByDescending(one => one.Run, StringComparer.Ordinal))
        {
            table.AddRow(
                new Text(run),
                new Text(definition?.Target ?? ""),
                new Text(definition?.Action ?? ""),
                new Text(definition?.Source ?? ""),
                new Text(definition?.Records.ToString("N0", CultureInfo.InvariantCulture) ?? ""),
                new Text(report is null ? "" : Percent(report)),
                new Text(State(definition, report)));
        }

        terminal.Output.Write(table);
        return ExitCode.Success;
    }

    private static string State(RunDefinition? definition, Report? report) => (definition, report) switch
    {
        (null, _) => "not read in",
        (_, null) => "unfinished",
        _ => report.State.ToString().ToLowerInvariant(),
    };

    private static string Percent(Report report)
    {
        var total = report.Records["total"];
        var gotIn = Records.RecordStatuses.All.Where(status => Records.RecordStatuses.GotIn(status)).Sum(status => report.Records[Records.RecordStatuses.Name(status)]);
        return total == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(1000.0 * gotIn / total) / 10:0.0} %");
    }
}
