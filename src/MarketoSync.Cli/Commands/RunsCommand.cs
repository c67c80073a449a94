using System.Globalization;
using MarketoSync.Cli.Reports;
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

        var table = new Table().Border(TableBorder.None).AddColumns(
            Column("run"), Column("state"), Column("records").RightAligned(), Column("got in").RightAligned(), Column("target"), Column("action"), new("source"));
        foreach (var (run, definition, report) in listed.OrderByDescending(one => Begin(one.Run, one.Definition)).ThenByDescending(one => one.Run, StringComparer.Ordinal))
        {
            table.AddRow(
                new Text(run),
                new Text(State(definition, report)),
                new Text(definition?.Records.ToString("N0", CultureInfo.InvariantCulture) ?? ""),
                new Text(report is null ? "" : Percent(report)),
                new Text(definition?.Target ?? ""),
                new Text(definition?.Action ?? ""),
                new Text(Looks.Plain(definition?.Source ?? "")));
        }

        terminal.Output.WriteWhole(table);
        return ExitCode.Success;
    }

    private static TableColumn Column(string name) => new TableColumn(name).NoWrap().PadLeft(0).PadRight(2);

    /// <summary>A run that was killed before its records were read in has only its id to tell.</summary>
    private static DateTimeOffset? Begin(string run, RunDefinition? definition) => definition?.StartedAt ?? RunId.TimeOf(run);

    private static string State(RunDefinition? definition, Report? report) => (definition, report) switch
    {
        (null, _) => "never begun",
        (_, null) => "unfinished",
        _ => report.State.ToString().ToLowerInvariant(),
    };

    private static string Percent(Report report)
    {
        var total = report.Records["total"];

        // Rounded down: 100 % is said only of a run where every record got in.
        return total == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(1000.0 * ReportVerdict.GotIn(report) / total) / 10:0.0} %");
    }
}
