using System.Text.Json;
using MarketoSync.EndToEnd.Support;
using MarketoSync.Simulator;

namespace MarketoSync.EndToEnd;

/// <summary>The files of a run, as other programs rely on them.</summary>
public sealed class ReportFileTests
{
    private static readonly string[] s_counts =
    [
        "total", "created", "updated", "deleted", "added", "removed", "imported", "unchanged", "skipped", "rejected", "failed", "unknown", "notSent",
    ];

    [Fact]
    public async Task Report_json_has_the_members_that_were_promised_and_total_is_the_sum()
    {
        using var files = await FilesAsync();
        var report = files.Report.RootElement;

        Assert.Equal(
            ["run", "target", "action", "mode", "state", "startedAt", "finishedAt", "stopReason", "records", "batches", "calls", "reasons", "recoveries", "warnings"],
            Names(report));
        Assert.Equal(s_counts, Names(report.GetProperty("records")));
        Assert.Equal(["planned", "sent", "splits"], Names(report.GetProperty("batches")));
        Assert.Equal(["total", "succeeded", "errors"], Names(report.GetProperty("calls")));
        Assert.All(report.GetProperty("reasons").EnumerateArray(), reason => Assert.Equal(["status", "code", "message", "count", "records"], Names(reason)));
        Assert.Equal("completed", report.GetProperty("state").GetString());
        Assert.Equal("sync", report.GetProperty("mode").GetString());
        Assert.Equal(JsonValueKind.Null, report.GetProperty("stopReason").ValueKind);
        Assert.True(report.GetProperty("finishedAt").GetDateTimeOffset() >= report.GetProperty("startedAt").GetDateTimeOffset());

        var counts = report.GetProperty("records");
        Assert.Equal(1_003, Count(counts, "total"));
        Assert.Equal(Count(counts, "total"), s_counts.Skip(1).Sum(name => Count(counts, name)));
        Assert.Equal(3, Count(counts, "rejected"));
        Assert.Equal(1, report.GetProperty("calls").GetProperty("errors").GetProperty("602").GetInt64());
        Assert.Equal(files.Calls, Count(report.GetProperty("calls"), "total"));
    }

    [Fact]
    public async Task Results_ndjson_has_a_line_for_each_record_in_input_order()
    {
        using var files = await FilesAsync();

        Assert.Equal(1_003, files.Results.Count);
        for (var record = 0; record < files.Results.Count; record++)
        {
            var line = files.Results[record].RootElement;
            Assert.Equal(record, line.GetProperty("record").GetInt64());
            Assert.Equal(record + 1, line.GetProperty("line").GetInt64());
            Assert.Empty(Names(line).Except(["record", "line", "key", "status", "id", "reasons", "batch"]));
            Assert.True(Count(files.Report.RootElement.GetProperty("records"), line.GetProperty("status").GetString()!) > 0);
        }

        var created = files.Results[0].RootElement;
        Assert.Equal(JsonValueKind.String, created.GetProperty("id").ValueKind);
        Assert.Equal("person0@example.com", created.GetProperty("key").GetString());
        Assert.Equal("0000", created.GetProperty("batch").GetString());
        var rejected = files.Results[1_000].RootElement;
        Assert.Equal("rejected", rejected.GetProperty("status").GetString());
        Assert.Equal(["code", "message"], Names(rejected.GetProperty("reasons")[0]));
    }

    private static long Count(JsonElement counts, string name) => counts.GetProperty(name).GetInt64();

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(member => member.Name);

    private static async Task<Files> FilesAsync()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions { CallsPerWindow = 0 });
        simulator.FailNext("602");
        using var shell = new Shell(simulator);
        var source = shell.PathOf("people.ndjson");
        People.Write(source, 1_000);
        await File.AppendAllTextAsync(source, "{\n7\n\"text\"\n");
        Assert.Equal(1, await shell.RunAsync("sync", source, "--run", "r"));
        return new Files(
            JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(shell.Runs, "r", "report.json"))),
            [.. (await File.ReadAllLinesAsync(Path.Combine(shell.Runs, "r", "results.ndjson"))).Select(line => JsonDocument.Parse(line))],
            simulator.Statistics.RestCalls);
    }

    private sealed record Files(JsonDocument Report, IReadOnlyList<JsonDocument> Results, long Calls) : IDisposable
    {
        public void Dispose()
        {
            Report.Dispose();
            foreach (var line in Results) line.Dispose();
        }
    }
}
