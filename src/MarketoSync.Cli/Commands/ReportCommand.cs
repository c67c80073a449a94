using MarketoSync.Reports;
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
            await page.WriteAsync(HtmlReport.Render(report, await HtmlReport.ReadProblemsAsync(folder, terminal.Stop)));
            terminal.Error.WriteLine($"The page is in {html}.");
        }

        if (rejects is not null)
        {
            RejectsResult written;
            await using (var file = Create(rejects))
            {
                var format = Path.GetExtension(rejects).Equals(".csv", StringComparison.OrdinalIgnoreCase) ? RejectsFormat.Csv : RejectsFormat.Ndjson;
                written = await RejectsWriter.WriteAsync(folder, definition, file, format, null, terminal.Stop);
            }

            if (written.Obstacle is { } obstacle)
            {
                File.Delete(rejects);
                throw new UsageException($"CSV cannot carry these records unchanged: field {obstacle.Field}, line {obstacle.Line}: {obstacle.Problem} Use a file that ends in .ndjson.");
            }

            terminal.Error.WriteLine($"{written.Records} records that did not get in are in {rejects}. Fix them, then: marketo-sync sync {rejects}");
        }

        return html is null && rejects is null || json ? await work.ShowAsync(run, json) : ExitCode.Of(report);
    }

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
