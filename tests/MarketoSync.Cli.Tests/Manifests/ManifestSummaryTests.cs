using System.Text.Json;
using MarketoSync.Cli.Manifests;
using MarketoSync.Records;
using MarketoSync.Reports;
using MarketoSync.Runs;
using Spectre.Console.Testing;

namespace MarketoSync.Cli.Tests.Manifests;

public sealed class ManifestSummaryTests
{
    private static readonly SyncOutcome s_good = Of(RunState.Completed, (RecordStatus.Created, 3), (RecordStatus.Updated, 1));
    private static readonly SyncOutcome s_mixed = Of(RunState.Completed, (RecordStatus.Created, 1), (RecordStatus.Skipped, 2));
    private static readonly SyncOutcome s_stopped = Of(RunState.Stopped, (RecordStatus.Created, 1), (RecordStatus.NotSent, 4));
    private static readonly SyncOutcome s_cancelled = Of(RunState.Cancelled, (RecordStatus.NotSent, 1));
    private static readonly SyncOutcome s_interrupted = new(Definition(9), SyncOutcome.Interrupted);
    private static readonly SyncOutcome s_broken = new(Definition(9), SyncOutcome.Stopped);
    private static readonly SyncOutcome s_notBegun = new(Definition(stored: 5, rejected: 2), SyncOutcome.NotBegun);

    public static TheoryData<int, string, int[]> Ends => new()
    {
        { 0, "completed", [0, 0] },
        { 1, "completed", [0, 1, 0] },
        { 1, "completed", [3, 0] },
        { 3, "stopped", [1, 2, 6] },
        { 3, "stopped", [0, 5, 6] },
        { 130, "interrupted", [1, 4, 6] },
        { 130, "interrupted", [0, 6] },
    };

    [Theory]
    [MemberData(nameof(Ends))]
    public void The_worst_of_the_syncs_is_the_end_of_all(int exit, string state, int[] syncs)
    {
        SyncOutcome[] outcomes = [s_good, s_mixed, s_stopped, s_cancelled, s_interrupted, s_broken, s_notBegun];
        var summary = new ManifestSummary("n", [.. syncs.Select(sync => outcomes[sync])]);

        Assert.Equal((exit, state), (summary.Exit, summary.State));
    }

    [Fact]
    public void Json_has_each_report_and_what_was_not_begun_and_adds_up_their_records_and_calls()
    {
        using var json = JsonDocument.Parse(new ManifestSummary("n", [s_good, s_stopped, s_notBegun]).Json());

        var root = json.RootElement;
        var syncs = root.GetProperty("syncs").EnumerateArray().ToList();
        Assert.Equal(
            JsonSerializer.SerializeToElement(JsonDocument.Parse(ReportFile.Content(s_good.Report!)).RootElement).GetRawText(),
            JsonSerializer.SerializeToElement(syncs[0]).GetRawText());
        Assert.Equal("notBegun", syncs[2].GetProperty("state").GetString());
        Assert.Equal((7, 5, 2), (Count(syncs[2], "total"), Count(syncs[2], "notSent"), Count(syncs[2], "rejected")));
        Assert.Equal((16, 4, 1, 9, 2), (Count(root, "total"), Count(root, "created"), Count(root, "updated"), Count(root, "notSent"), Count(root, "rejected")));
        Assert.Equal(2, root.GetProperty("calls").GetProperty("total").GetInt32());

        static int Count(JsonElement of, string name) => of.GetProperty("records").GetProperty(name).GetInt32();
    }

    [Fact]
    public void Records_of_a_sync_that_was_interrupted_are_counted_by_nobody()
    {
        var summary = new ManifestSummary("n", [s_good, s_interrupted]);
        using var json = JsonDocument.Parse(summary.Json());

        Assert.Equal(4, summary.Records["total"]);
        Assert.False(json.RootElement.GetProperty("syncs")[1].TryGetProperty("records", out _));
        Assert.StartsWith("Interrupted. What got in is not added up yet.", Printed(summary), StringComparison.Ordinal);
    }

    [Fact]
    public void A_sync_s_time_begins_when_the_one_before_it_is_over()
    {
        var printed = Printed(new ManifestSummary("n", [Timed(0, 60), Timed(1, 75), Timed(100, 110)]));

        Assert.Equal(["1 min 0 s", "15 s", "10 s"], Rows(printed).Take(3).Select(row => string.Join(' ', row.Skip(7).SkipLast(1))));
    }

    [Fact]
    public void However_long_a_target_s_name_its_row_is_whole()
    {
        var name = "customobjects/" + new string('c', 90);
        var printed = Printed(new ManifestSummary("n", [s_good with { Run = Definition(4) with { Target = name } }]));

        Assert.Equal(name, Rows(printed)[0][1]);
        Assert.Equal("completed", Rows(printed)[0][^1]);
    }

    /// <summary>The words of the rows behind the header.</summary>
    private static List<string[]> Rows(string printed) =>
    [
        .. printed.Split('\n').SkipWhile(line => !line.Contains(" action ", StringComparison.Ordinal)).Skip(1)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)),
    ];

    private static string Printed(ManifestSummary summary)
    {
        using var console = new TestConsole();
        ManifestSummaryPrinter.Print(console, summary, "nightly.json", "runs", "marketo-sync sync-all nightly.json --run n");
        return console.Output;
    }

    private static SyncOutcome Of(RunState state, params (RecordStatus Status, long Count)[] counts)
    {
        var report = Reported.Of(state, counts);
        return SyncOutcome.Of(Definition(report.Records["total"]), report);
    }

    private static SyncOutcome Timed(int from, int to)
    {
        var report = s_good.Report!;
        return s_good with { Report = report with { StartedAt = report.StartedAt.AddSeconds(from), FinishedAt = report.StartedAt.AddSeconds(to) } };
    }

    private static RunDefinition Definition(long stored, long rejected = 0) => new(
        "n-1-leads", "123-abc-456.mktorest.com", "leads", "createOrUpdate", "email", "sync", "people.csv", "csv",
        new DateTimeOffset(2026, 8, 1, 9, 30, 0, TimeSpan.Zero), stored, 100, rejected);
}
