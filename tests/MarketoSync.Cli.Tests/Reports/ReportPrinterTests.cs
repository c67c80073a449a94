using MarketoSync.Cli.Reports;
using MarketoSync.Records;
using MarketoSync.Reports;
using MarketoSync.Runs;
using Spectre.Console.Testing;

namespace MarketoSync.Cli.Tests.Reports;

public sealed class ReportPrinterTests
{
    [Fact]
    public void A_report_with_problems_reads_well_without_colour() => AssertPrinted(
        """
        DUMMY
        """,
        Print(WithProblems(), width: 80, lines: new Dictionary<long, long> { [5] = 7, [17] = 19, [42] = 44, [9] = 11, [77] = 79 }));

    [Fact]
    public void A_wide_console_is_used() => Assert.Contains(
        "What to do: Correct the value of the field that the message names, then sync the record again.",
        Print(WithProblems(), width: 120).Split('\n').Select(line => line.Trim()));

    [Fact]
    public void Where_the_source_lines_are_not_known_records_are_named() =>
        Assert.Contains("records 5, 17, 42, …", Print(WithProblems(), width: 100), StringComparison.Ordinal);

    [Fact]
    public void A_run_where_everything_got_in_asks_for_nothing() => AssertPrinted(
        """
        DUMMY
        """,
        Print(Report(RunState.Completed, null, new() { ["created"] = 300 }, [], []), width: 80));

    [Fact]
    public void A_stopped_run_says_why_and_how_to_go_on()
    {
        var printed = Print(
            Report(RunState.Stopped, "Today's quota is used up.", new() { ["created"] = 300, ["notSent"] = 700 }, [], []), width: 80);

        Assert.StartsWith(
            "The run stopped before its end. 300 of 1,000 records got in. 700 did not. 700\nwere never sent.\nWhy: Today's quota is used up.\n",
            printed, StringComparison.Ordinal);
        Assert.Contains("  marketo-sync resume 20260801-k3v9\n", printed, StringComparison.Ordinal);
        Assert.DoesNotContain("retry", printed, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_server_says_neither_steers_the_terminal_nor_is_taken_for_markup()
    {
        var reason = new ReportReason(RecordStatus.Skipped, "1003", "[red]bad[/] \u001b[2J field", 1, [0]);

        var printed = Print(Report(RunState.Completed, null, new() { ["skipped"] = 1 }, [reason], []), width: 100);

        Assert.Contains("skipped 1003: [red]bad[/]  [2J field", printed, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', printed);
    }

    [Fact]
    public void Many_reasons_are_cut_and_the_rest_is_counted()
    {
        var reasons = Enumerable.Range(0, 20).Select(number =>
            new ReportReason(RecordStatus.Skipped, $"{1100 + number}", "Something", 1, [number])).ToList();

        Assert.Contains(
            "and 8 more reasons: see report.json",
            Print(Report(RunState.Completed, null, new() { ["skipped"] = 20 }, reasons, []), width: 100),
            StringComparison.Ordinal);
    }

    private static Report WithProblems() => Report(
        RunState.Completed,
        null,
        new() { ["created"] = 61_200, ["updated"] = 38_212, ["skipped"] = 570, ["rejected"] = 17, ["unknown"] = 1 },
        [
            new(RecordStatus.Skipped, "1003", "Invalid value for field 'score' and value '…'", 540, [5, 17, 42]),
            new(RecordStatus.Skipped, "1007", "Multiple lead match lookup criteria", 30, [77]),
            new(RecordStatus.Rejected, "ragged-row", "The row has 7 cells, the header has 6.", 17, [9]),
        ],
        [new("602", "authenticate", 2), new("413", "split", 1)]);

    private static Report Report(
        RunState state,
        string? stopReason,
        Dictionary<string, long> counts,
        IReadOnlyList<ReportReason> reasons,
        IReadOnlyList<ReportRecovery> recoveries)
    {
        var records = new Dictionary<string, long> { ["total"] = counts.Values.Sum() };
        foreach (var status in RecordStatuses.All) records[status.Name()] = counts.GetValueOrDefault(status.Name());
        return new(
            "20260801-k3v9", "leads", "createOrUpdate", "sync", state,
            new DateTimeOffset(2026, 8, 1, 9, 30, 0, TimeSpan.Zero), new DateTimeOffset(2026, 8, 1, 9, 42, 4, TimeSpan.Zero), stopReason,
            records, new(334, 335, 1), new(338, 335, new Dictionary<string, long> { ["602"] = 2, ["413"] = 1 }), reasons, recoveries);
    }

    private static string Print(Report report, int width, IReadOnlyDictionary<long, long>? lines = null)
    {
        using var console = new TestConsole();
        console.Profile.Width = width;
        ReportPrinter.Print(console, report, lines ?? new Dictionary<long, long>(), ".marketo-sync/runs/20260801-k3v9");
        return string.Join('\n', console.Output.Split('\n').Select(line => line.TrimEnd()));
    }

    private static void AssertPrinted(string expected, string printed) => Assert.Equal(expected.TrimEnd(), printed.TrimEnd());
}
