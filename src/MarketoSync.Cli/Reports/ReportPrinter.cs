using MarketoSync.Advice;
using MarketoSync.Records;
using MarketoSync.Reports;
using Spectre.Console;

namespace MarketoSync.Cli.Reports;

/// <summary>Prints a report for people. It reads the same without colour: on paper, in a pipe, in a log.</summary>
public static class ReportPrinter
{
    private const int NumberWidth = 12;
    private const int MaxCodes = 12;
    private const int MaxMessages = 4;

    /// <param name="lines">Source lines by record number, as <see cref="ResultReader.SourceLinesAsync"/> finds them.</param>
    /// <param name="folder">Where the run's files are, or null to leave that out.</param>
    public static void Print(IAnsiConsole console, Report report, IReadOnlyDictionary<long, long> lines, string? folder)
    {
        PrintVerdict(console, report);
        PrintCounts(console, report);
        PrintReasons(console, report, lines);
        PrintRecoveries(console, report);
        PrintCalls(console, report);
        PrintFiles(console, folder);
        PrintNext(console, report);
    }

    private static void PrintVerdict(IAnsiConsole console, Report report)
    {
        console.WriteLine(ReportVerdict.Of(report), report.EverythingGotIn() ? Looks.Good : Looks.Attention);
        if (report.StopReason is { } reason) console.WriteLine("Why: " + Looks.Plain(reason));
        string[] facts = [$"run {report.Run}", report.Target, report.Action, report.Mode, ReportVerdict.Duration(report)];
        console.WriteLine(Looks.Plain(string.Join(" · ", facts)), Looks.Soft);
        foreach (var warning in report.Warnings ?? []) console.WriteLine("To look at: " + Looks.Plain(warning), Looks.Attention);
    }

    private static void PrintCounts(IAnsiConsole console, Report report)
    {
        var grid = Section(console, "Records");
        foreach (var status in RecordStatuses.All.Where(status => report.Records[status.Name()] > 0))
            AddRow(grid, report.Records[status.Name()], StatusWords.Of(status.Name()), Looks.Of(status));
        AddRow(grid, report.Records["total"], "in all", Looks.Soft);
        console.Write(grid);
    }

    private static void PrintReasons(IAnsiConsole console, Report report, IReadOnlyDictionary<long, long> lines)
    {
        // Rows of an import all have one code, and what to do stands in the text alone.
        var codes = report.Reasons
            .GroupBy(reason => (reason.Status, reason.Code, Advice: Advisor.For(reason.Status, reason.Code, reason.Message)))
            .ToList();
        if (codes.Count == 0) return;

        var grid = Section(console, "Why, and what to do");
        foreach (var code in codes.Take(MaxCodes))
        {
            foreach (var reason in code.Take(MaxMessages))
            {
                AddRow(grid, reason.Count, $"{StatusWords.Of(reason.Status.Name())} {reason.Code}: {reason.Message}", Looks.Of(reason.Status));
                AddText(grid, ReasonPlaces.Of(reason, lines), Looks.Soft);
            }

            if (code.Count() > MaxMessages) AddText(grid, $"and {Count(code.Count() - MaxMessages, "more message")} with this code", Looks.Soft);
            AddText(grid, code.Key.Advice.Meaning, Style.Plain);
            AddText(grid, "What to do: " + code.Key.Advice.Action, Style.Plain);
            grid.AddEmptyRow();
        }

        if (codes.Count > MaxCodes) AddText(grid, $"and {Count(codes.Count - MaxCodes, "more reason")}: see report.json", Looks.Soft);
        console.Write(grid);
    }

    private static void PrintRecoveries(IAnsiConsole console, Report report)
    {
        if (report.Recoveries.Count == 0) return;

        var grid = Section(console, "What happened on the way", afterEmptyRow: report.Reasons.Count > 0);
        foreach (var recovery in report.Recoveries)
            AddRow(grid, recovery.Count, $"{CallErrorNames.Described(recovery.Code)}: {DecisionNames.Of(recovery.Decision, report.IsByFiles)}", Style.Plain);
        console.Write(grid);
    }

    private static void PrintCalls(IAnsiConsole console, Report report)
    {
        var grid = Section(console, "Calls to Marketo", afterEmptyRow: report.Reasons.Count > 0 && report.Recoveries.Count == 0);
        AddRow(grid, report.Calls.Succeeded, "succeeded", Style.Plain);
        foreach (var (code, count) in report.Calls.Errors.OrderByDescending(error => error.Value))
            AddRow(grid, count, CallErrorNames.Described(code), Style.Plain);
        AddRow(grid, report.Calls.Total, $"in all, for {(report.IsByFiles ? Count(report.Batches.Sent, "file") : Count(report.Batches.Sent, "batch", "batches"))}", Looks.Soft);
        if (report.Calls.Quota is { } quota) AddRow(grid, quota.Used, $"of the day's {ReportVerdict.Number(quota.Daily)} were used when it was last looked, by all integrations", Looks.Soft);
        console.Write(grid);
    }

    private static void PrintFiles(IAnsiConsole console, string? folder)
    {
        if (folder is null) return;

        console.WriteLine();
        console.WriteLine("Files", Looks.Title);
        console.WriteLine("  " + Looks.Plain(folder));
        console.WriteLine("  results.ndjson has a line for each record, report.json has what is shown here", Looks.Soft);
    }

    private static void PrintNext(IAnsiConsole console, Report report)
    {
        var steps = NextSteps.After(report);
        if (steps.Count == 0) return;

        console.WriteLine();
        console.WriteLine("Next", Looks.Title);
        foreach (var (command, purpose) in steps)
        {
            console.WriteLine($"  {Looks.Plain(command)}");
            console.WriteLine($"      {purpose}", Looks.Soft);
        }
    }

    private static string Count(long number, string one, string? many = null) =>
        $"{ReportVerdict.Number(number)} {(number == 1 ? one : many ?? one + "s")}";

    private static Grid Section(IAnsiConsole console, string title, bool afterEmptyRow = false)
    {
        if (!afterEmptyRow) console.WriteLine();
        console.WriteLine(title, Looks.Title);
        return new Grid()
            .AddColumn(new GridColumn().Width(NumberWidth).NoWrap().RightAligned().PadLeft(0).PadRight(2))
            .AddColumn(new GridColumn().PadLeft(0).PadRight(0));
    }

    private static void AddRow(Grid grid, long number, string text, Style style) =>
        grid.AddRow(new Text(ReportVerdict.Number(number), style), new Text(Looks.Plain(text), style));

    private static void AddText(Grid grid, string text, Style style) =>
        grid.AddRow(Text.Empty, new Text(Looks.Plain(text), style));
}
