using System.Globalization;
using MarketoSync.Cli.Reports;
using MarketoSync.Intake;
using MarketoSync.Records;
using MarketoSync.Reports;
using MarketoSync.Runs;
using Spectre.Console;

namespace MarketoSync.Cli.Commands;

/// <summary><c>report RUN</c>: shows a run's report again, or writes it as a page, or its records that did not get in as a file.</summary>
public static class ReportCommand
{
    public static async Task<int> RunAsync(Terminal terminal, string run, bool json, string? html, string? rejects, string runs)
    {
        var work = new RunWork(terminal, runs);
        var definition = await work.DefinitionAsync(run);
        var folder = work.Store.Open(run);
        if (await ReportFile.ReadAsync(folder, terminal.Stop) is not { } report)
            throw new UsageException($"Run {run} has no report yet. Continue it with: marketo-sync resume {run}");

        if (html is not null)
        {
            await using var page = new StreamWriter(Create(html));
            await page.WriteAsync(HtmlReport.Render(report, await PageRecords.ReadAsync(folder, report, terminal.Stop)));
            terminal.Error.WriteLine($"The page is in {html}.");
        }

        if (rejects is not null)
        {
            await WriteRejectsAsync(terminal, folder, definition, report.State, rejects);
        }

        return html is null && rejects is null || json ? await work.ShowAsync(run, json) : ExitCode.Of(report);
    }

    private static async Task WriteRejectsAsync(Terminal terminal, IRunFolder folder, RunDefinition definition, RunState state, string path)
    {
        // What resuming the run will still send is not given out to be sent by hand as well.
        var safe = SyncRequest.Of(definition) is { } request ? RetrySource.SafeToSend(request.Operation) : RetrySource.DidNotGetIn;
        var only = state == RunState.Stopped ? safe.Except([RecordStatus.NotSent, RecordStatus.Unknown]).ToHashSet() : safe;

        // Tried first, so that a file that is there is not lost for nothing.
        var format = FormatOf(path);
        var written = await RejectsWriter.WriteAsync(folder, definition, Stream.Null, format, only, terminal.Stop);
        if (written.Obstacle is { } obstacle)
            throw new UsageException($"CSV cannot carry these records unchanged: field {obstacle.Field}, line {obstacle.Line}: {obstacle.Problem} Use a file that ends in .ndjson.");

        if (written.Records == 0)
        {
            terminal.Error.WriteLine($"Every record got in: there is nothing to write to {path}.");
            return;
        }

        await using var file = Create(path);
        await RejectsWriter.WriteAsync(folder, definition, file, format, only, terminal.Stop);
        terminal.Error.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{path} has the {written.Records:N0} {(written.Records == 1 ? "record" : "records")} that did not get in. Correct them there, then: {SyncAgain.Command(definition, path)}"));
    }

    /// <summary>By the name, as a sync of the file will guess it.</summary>
    private static RejectsFormat FormatOf(string path) => SourceFormats.Guess(path) switch
    {
        SourceFormat.Csv => RejectsFormat.Csv,
        SourceFormat.Ndjson => RejectsFormat.Ndjson,
        _ => throw new UsageException($"--rejects {path} must end in .csv or .ndjson."),
    };

    private static FileStream Create(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Create, FileAccess.Write);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{path} cannot be written: {fault.Message}");
        }
    }
}
