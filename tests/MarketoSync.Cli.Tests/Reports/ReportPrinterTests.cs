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
        99,412 of 100,000 records got in. 587 did not. Whether 1 got in is not known.
        run 20260801-k3v9 · leads · createOrUpdate · sync · 12 min 4 s

        Records
              61,200  created
              38,212  updated
                 570  skipped
                  17  rejected
                   1  unknown
             100,000  in all

        Why, and what to do
                 540  skipped 1003: Invalid value for field 'score' and value '…'
                      lines 7, 19, 44, …
                      A value does not fit its field, or may not be given with this
                      action.
                      What to do: Correct the value of the field that the message names,
                      then sync the record again.

                  30  skipped 1007: Multiple lead match lookup criteria
                      line 79, …
                      Several people in Marketo have this key, so Marketo cannot tell
                      which one is meant.
                      What to do: Merge the duplicates in Marketo, or use a lookup field
                      that is unique, such as the id.

                  17  rejected ragged-row: The row has 7 cells, the header has 6.
                      line 11, …
                      The row does not have as many cells as the header.
                      What to do: Look for a comma that needs quotes around its value,
                      or for a missing one.

        What happened on the way
                   2  access token expired (602): got a new access token and sent again
                   1  request too large (413): cut the batch in two to make it smaller

        Calls to Marketo
                 335  succeeded
                   2  access token expired (602)
                   1  request too large (413)
                 338  in all, for 335 batches

        Files
          .marketo-sync/runs/20260801-k3v9
          results.ndjson has a line for each record, report.json has what is shown here

        Next
          marketo-sync report 20260801-k3v9 --rejects fix.csv
              write them out; correct the file and sync it as it is
          marketo-sync retry 20260801-k3v9
              sync them again unchanged, in case the cause lay elsewhere
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
        All 300 records got in.
        run 20260801-k3v9 · leads · createOrUpdate · sync · 12 min 4 s

        Records
                 300  created
                 300  in all

        Calls to Marketo
                 335  succeeded
                   2  access token expired (602)
                   1  request too large (413)
                 338  in all, for 335 batches

        Files
          .marketo-sync/runs/20260801-k3v9
          results.ndjson has a line for each record, report.json has what is shown here
        """,
        Print(Report(RunState.Completed, null, new() { ["created"] = 300 }, [], []), width: 80));

    [Fact]
    public void A_run_by_files_speaks_of_files()
    {
        var printed = Print(
            Report(RunState.Completed, null, new() { ["imported"] = 300 }, [], [new("413", "split", 1), new("import-failed", "import again", 2)]) with { Mode = "bulk" },
            width: 120);

        Assert.Contains("338  in all, for 335 files", printed, StringComparison.Ordinal);
        Assert.Contains("1  request too large (413): cut the file in two to make it smaller", printed, StringComparison.Ordinal);
        Assert.Contains("2  import-failed: gave Marketo the file once more", printed, StringComparison.Ordinal);
        Assert.DoesNotContain("batch", printed, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stopped_run_says_why_and_how_to_go_on()
    {
        var printed = Print(
            Report(RunState.Stopped, "Today's quota is used up.", new() { ["created"] = 300, ["notSent"] = 700 }, [], []), width: 80);

        Assert.StartsWith(
            "The run stopped before its end. 300 of 1,000 records got in. 700 were never\nsent.\nWhy: Today's quota is used up.\n",
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

    [Fact]
    public void Messages_of_one_code_that_ask_for_different_things_are_explained_one_by_one()
    {
        string[] messages = ["Invalid data type in field Line", "Invalid data type in field Price", "missing.dedupe.fields"];
        var reasons = messages.Select((message, record) => new ReportReason(RecordStatus.Skipped, "import-failure", message, 1, [record])).ToList();

        var printed = Print(Report(RunState.Completed, null, new() { ["skipped"] = 3 }, reasons, []), width: 120);

        Assert.Equal(
            ["A value does not fit its field, for instance text in a number field.", "The row has no value in the field that records are told apart by."],
            printed.Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith("A value does", StringComparison.Ordinal) || line.StartsWith("The row has", StringComparison.Ordinal)));
        Assert.Equal(2, printed.Split("What to do:").Length - 1);
    }

    [Fact]
    public void A_retry_is_offered_only_for_what_may_get_in_unchanged()
    {
        var printed = Print(Report(RunState.Completed, null, new() { ["created"] = 1, ["rejected"] = 1 }, [], []), width: 100);

        Assert.Contains("--rejects fix.csv", printed, StringComparison.Ordinal);
        Assert.DoesNotContain("marketo-sync retry", printed, StringComparison.Ordinal);
    }

    [Fact]
    public void Records_that_are_on_one_line_are_named_by_number() => Assert.Contains(
        "records 5, 17, 42, …",
        Print(WithProblems(), width: 100, lines: new Dictionary<long, long> { [5] = 1, [17] = 1, [42] = 1 }),
        StringComparison.Ordinal);

    [Fact]
    public void What_was_used_of_the_days_calls_stands_among_the_calls()
    {
        var report = WithProblems();
        report = report with { Calls = report.Calls with { Quota = new(48_120, 50_000, 1_000, report.FinishedAt) } };
        Assert.Contains(
            "      48,120  of the day's 50,000 were used when it was last looked, by all integrations",
            Print(report, width: 120).Split('\n'));
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
