using System.Globalization;
using MarketoSync.Cli.Reports;
using MarketoSync.Reports;
using Spectre.Console;

namespace MarketoSync.Cli.Manifests;

/// <summary>Prints a summary for people: a row a sync, and where the report of each is.</summary>
internal static class ManifestSummaryPrinter
{
    /// <param name="runs">The folder that runs are in.</param>
    /// <param name="continuing">The command that continues it.</param>
    public static void Print(IAnsiConsole console, ManifestSummary summary, string manifest, string runs, string continuing)
    {
        console.WriteLine(Verdict(summary), summary.Exit == ExitCode.Success ? Looks.Good : Looks.Attention);
        foreach (var sync in summary.Syncs.Where(sync => sync.Report?.StopReason is not null))
            console.WriteLine($"Why: {sync.Run.Target}: {Looks.Plain(sync.Report!.StopReason!)}");
        console.WriteLine(Looks.Plain($"run {summary.Run} · {manifest}"), Looks.Soft);
        console.WriteLine();
        console.WriteWhole(Rows(summary));
        PrintReports(console, summary, runs);
        if (summary.Exit is not (ExitCode.Stopped or ExitCode.Interrupted)) return;

        console.WriteLine();
        console.WriteLine("Next", Looks.Title);
        console.WriteLine("  " + Looks.Plain(continuing));
        console.WriteLine("      go on where it stopped; what is complete is not sent again", Looks.Soft);
    }

    private static string Verdict(ManifestSummary summary)
    {
        var beginning = summary.Exit switch
        {
            ExitCode.Stopped => "Stopped before the end. ",
            ExitCode.Interrupted => "Interrupted. ",
            _ => "",
        };
        return summary.Syncs.All(sync => sync.Records is not null)
            ? beginning + ReportVerdict.Of(summary.Records)
            : beginning + "What got in is not added up yet.";
    }

    private static Table Rows(ManifestSummary summary)
    {
        var table = new Table().Border(TableBorder.None).AddColumns(
            Column("").RightAligned(), Column("target"), Column("action"), Column("records").RightAligned(), Column("got in").RightAligned(),
            Column("the rest").RightAligned(), Column("calls").RightAligned(), Column("time").RightAligned(), Column("state").PadRight(0));
        var before = DateTimeOffset.MinValue;
        foreach (var (place, sync) in summary.Syncs.Index())
        {
            var time = sync.Report is { } report ? ReportVerdict.Duration(report.FinishedAt - Later(report.StartedAt, before)) : "";
            before = sync.Report?.FinishedAt ?? before;
            table.AddRow(Cells(
                (place + 1).ToString(CultureInfo.InvariantCulture), sync.Run.Target, sync.Run.Action, Number(sync.Run.Records),
                Number(GotIn(sync)), Number(sync.Run.Records - GotIn(sync)), Number(sync.Report?.Calls.Total), time, Words(sync.State)));
        }

        var known = summary.Syncs.Sum(GotIn);
        var records = summary.Syncs.Sum(sync => sync.Run.Records);
        return table.AddRow(Cells("", "in all", "", Number(records), Number(known), Number(records - known), Number(summary.Calls), "", ""));
    }

    private static void PrintReports(IAnsiConsole console, ManifestSummary summary, string runs)
    {
        console.WriteLine();
        console.WriteLine("Reports", Looks.Title);
        foreach (var sync in summary.Syncs.Where(sync => sync.Report is not null))
            console.WriteLine($"  marketo-sync report {sync.Run.Run}");
        console.WriteLine(Looks.Plain($"  each with its results in the folder of that name in {runs}"), Looks.Soft);
    }

    /// <summary>All are read in before the first is sent: a sync's own time begins when the one before it is over.</summary>
    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static long? GotIn(SyncOutcome sync) => sync.Report is { } report ? ReportVerdict.GotIn(report) : null;

    private static string Number(long? number) => number is { } known ? ReportVerdict.Number(known) : "";

    private static string Words(string state) => state == SyncOutcome.NotBegun ? "not begun" : state;

    private static Text[] Cells(params IEnumerable<string> texts) => [.. texts.Select(text => new Text(Looks.Plain(text)))];

    private static TableColumn Column(string name) => new TableColumn(name).NoWrap().PadLeft(0).PadRight(2);
}
