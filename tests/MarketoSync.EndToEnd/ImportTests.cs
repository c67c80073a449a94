using System.Globalization;
using MarketoSync.EndToEnd.Support;
using MarketoSync.Records;
using MarketoSync.Simulator;

namespace MarketoSync.EndToEnd;

/// <summary>Files of records, some of which Marketo refuses, some of which come twice, and whose last cell is often empty.</summary>
public sealed class ImportTests
{
    private const int Records = 20_000;

    [Theory]
    [InlineData("leads", "email", null, 31)]
    [InlineData("leads", "email", null, 32)]
    [InlineData("customobjects/car_c", "vin", "vin", 33)]
    [InlineData("programs/2001/members", "email", null, 34)]
    public async Task Each_row_comes_out_with_what_became_of_it_and_with_the_reason_where_it_failed(string target, string key, string? dedupeBy, int seed)
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions
        {
            Seed = seed, CallsPerWindow = 0, DailyQuota = 0, Imports = new ImportOptions { TimePerRow = TimeSpan.FromMicroseconds(2) },
        });
        simulator.Faults = new FaultPlan { Rate = 0.1, Seed = seed, SlowDelay = TimeSpan.FromMilliseconds(50), Weights = Curable.Weights };
        using var cli = new Shell(simulator, ("Marketo__MaxImportBytes", "200000"));
        var source = cli.Write("rows.csv", Rows(key));

        string[] options = [.. dedupeBy is null ? [] : new[] { "--dedupe-by", dedupeBy }, .. target.StartsWith("programs", StringComparison.Ordinal) ? ["--member-status", "Registered"] : Array.Empty<string>()];
        var exit = await cli.RunAsync(["sync", source, "--target", target, "--mode", "bulk", "--run", "r", "--json", .. options]);

        var results = await cli.ResultsAsync("r");
        Assert.Equal(Records, results.Count);
        for (var record = 0; record < Records; record++)
        {
            var expected = IsBad(record) ? RecordStatus.Skipped : RecordStatus.Imported;
            Assert.True(
                (record, expected) == (results[record].Record, results[record].Status),
                $"record {results[record].Record} at place {record} is {results[record].Status}, and should be {expected}: {results[record].Reasons?[0].Message}\n{cli.Error}");
        }

        Assert.Equal(1, exit);
        var ledger = simulator.Ledger.Of(target.StartsWith("programs", StringComparison.Ordinal) ? "leads" : target);
        foreach (var person in Enumerable.Range(0, Records).Where(record => !IsRepeat(record) && !IsBad(record)))
            Assert.Equal(1, ledger.CountsOf(Key(person)).Created);
        Assert.InRange(simulator.Imports.Totals.MostInQueue, 1, 10);
        Assert.Equal(simulator.Statistics.RestCalls, (await cli.ReportAsync("r")).Calls.Total);
    }

    [Fact]
    public async Task A_full_queue_is_waited_for()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        simulator.FailNext("1016", count: 3);
        using var cli = new Shell(simulator);
        Assert.Equal(0, await cli.RunAsync("sync", cli.Write("a.csv", "email\na@example.com\n"), "--mode", "bulk", "--run", "r", "--json"));
        Assert.Equal(3, (await cli.ReportAsync("r")).Calls.Errors["1016"]);
    }

    [Fact]
    public async Task Left_to_us_many_records_go_by_files_and_few_by_calls()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions { CallsPerWindow = 0 });
        using var cli = new Shell(simulator);
        Assert.Equal(1, await cli.RunAsync("sync", cli.Write("many.csv", Rows("email")), "--mode", "auto", "--run", "many", "--json"));
        Assert.Equal(0, await cli.RunAsync("sync", cli.Write("few.csv", "email\na@example.com\n"), "--mode", "auto", "--run", "few", "--json"));
        var (many, few) = (await cli.ReportAsync("many"), await cli.ReportAsync("few"));
        Assert.Equal(("bulk", "sync"), (many.Mode, few.Mode));
        Assert.Contains("calls", many.Warnings![^1], StringComparison.Ordinal);
        Assert.InRange(many.Calls.Total, 1, 20);
    }

    [Fact]
    public async Task What_a_row_cannot_hold_is_rejected_with_advice()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions());
        using var cli = new Shell(simulator);
        var source = cli.Write("a.ndjson", """
            {"email":"a@example.com","firstName":"Ann"}
            {"email":"b@example.com","firstName":null}
            {"email":"c@example.com","firstName":""}
            """);
        Assert.Equal(1, await cli.RunAsync("sync", source, "--mode", "bulk", "--run", "r", "--json"));
        Assert.Equal([RecordStatus.Imported, RecordStatus.Rejected, RecordStatus.Rejected], (await cli.ResultsAsync("r")).Select(result => result.Status));
    }

    private static string Key(int record) => string.Create(CultureInfo.InvariantCulture, $"key{record}@example.com");

    /// <summary>One row in twenty comes a second time.</summary>
    private static bool IsRepeat(int record) => record % 20 == 19;

    /// <summary>One row in a hundred.</summary>
    private static bool IsBad(int record) => record % 100 == 7;

    private static string Rows(string key)
    {
        var (number, text) = key == "vin" ? ("year", "model") : ("leadScore", "firstName");
        var rows = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        rows.WriteLine($"{key},{number},{text}");
        for (var record = 0; record < Records; record++)
        {
            var row = IsRepeat(record) ? record - 9 : record;
            rows.WriteLine($"{Key(row)},{(IsBad(row) ? "many" : row % 100)},{(row % 2 == 0 ? "" : $"\"Zoë, née {row}\"")}");
        }

        return rows.ToString();
    }
}
