using System.Text;
using System.Text.Json;
using FsCheck.Xunit;
using MarketoSync.Records;
using MarketoSync.Reports;
using MarketoSync.Runs;

namespace MarketoSync.Tests.Reports;

public sealed class ReportWriterTests
{
    [Property(MaxTest = 60)]
    public async Task Any_run_yields_each_record_once_in_input_order_with_counts_that_sum_up(byte[] fates, int seed)
    {
        // Given records that intake rejected, that one of seven batches settled, or that nothing settled, stored in any order
        var run = new RunBuilder { State = RunState.Stopped, StopReason = "quota" }.EmptyBatch("0003");
        var records = Enumerable.Range(0, fates.Length * 3).ToArray();
        var fateOf = (int record) => fates[record / 3] % 10;
        foreach (var record in records.Where(record => fateOf(record) == 0)) run.Reject(record);
        var stored = records.Where(record => fateOf(record) != 0).ToArray();
        new Random(seed).Shuffle(stored);
        for (uint position = 0; position < stored.Length; position++)
        {
            var record = stored[position];
            run.Store((uint)record, $$"""{"email":"key{{record}}"}""");
            if (fateOf(record) == 8) run.Unsure(position, position + 1);
            else if (fateOf(record) < 8) run.Settle($"000{fateOf(record)}", record, StatusOfBatch(fateOf(record)));
        }

        // When
        var report = await run.ReportAsync();

        // Then
        var results = await ReadAsync(run.Folder);
        Assert.Equal(records.Select(record => (long)record), results.Select(result => result.Record));
        Assert.Equal(records.Select(record => (long)RunBuilder.LineOf(record)), results.Select(result => result.Line));
        Assert.Equal(records.Select(record => fateOf(record) == 0 ? null : $"key{record}"), results.Select(result => result.Key));
        Assert.Equal(records.Select(record => Expected(fateOf(record))), results.Select(result => result.Status));
        Assert.Equal(records.Length, report.Records["total"]);
        foreach (var status in RecordStatuses.All)
            Assert.Equal(records.Count(record => Expected(fateOf(record)) == status), report.Records[status.Name()]);
    }

    [Fact]
    public async Task A_record_with_two_results_is_never_reported()
    {
        var run = new RunBuilder().Store(0, "{}")
            .Settle("0001", 0, RecordStatus.Created)
            .Settle("0002", 0, RecordStatus.Skipped);

        await Assert.ThrowsAsync<InvalidDataException>(run.ReportAsync);
        Assert.Null(await ReportFile.ReadAsync(run.Folder, default));
    }

    [Fact]
    public async Task A_record_that_was_both_rejected_and_sent_is_never_reported() =>
        await Assert.ThrowsAsync<InvalidDataException>(
            new RunBuilder().Reject(0).Settle("0001", 0, RecordStatus.Created).ReportAsync);

    [Fact]
    public async Task A_record_that_is_neither_stored_nor_rejected_is_never_reported() =>
        await Assert.ThrowsAsync<InvalidDataException>(new RunBuilder().Store(0, "{}").Store(0, "{}").ReportAsync);

    [Fact]
    public async Task A_result_of_no_record_is_never_reported() =>
        await Assert.ThrowsAsync<InvalidDataException>(
            new RunBuilder().Store(0, "{}").Settle("0001", 1, RecordStatus.Created).ReportAsync);

    [Fact]
    public async Task A_record_without_a_result_is_unknown_where_it_was_sent_and_not_sent_otherwise()
    {
        var run = new RunBuilder { State = RunState.Stopped, StopReason = "The daily quota is used up." }
            .Store(0, """{"email":"a@example.com"}""").Store(1, """{"email":"b@example.com"}""").Store(2, """{"email":"c@example.com"}""")
            .Unsure(1, 2);

        await run.ReportAsync();

        Assert.Equal(
            [
                """{"record":0,"line":2,"key":"a@example.com","status":"notSent","id":null,"reasons":[{"code":"not-sent","message":"The daily quota is used up."}]}""",
                """{"record":1,"line":3,"key":"b@example.com","status":"unknown","id":null,"reasons":[{"code":"no-answer","message":"The record was sent, Marketo gave no usable answer, and what happened could not be established."}]}""",
                """{"record":2,"line":4,"key":"c@example.com","status":"notSent","id":null,"reasons":[{"code":"not-sent","message":"The daily quota is used up."}]}""",
            ],
            run.Folder.Lines(RunFiles.Results));
    }

    [Fact]
    public async Task A_result_line_is_copied_byte_for_byte()
    {
        var run = new RunBuilder().Store(0, "{}");
        const string line = """{"record":0,"line":2,"key":"a","status":"created","id":"17","batch":"0001.0.1"}""";
        run.Build();
        run.Folder.Put(RunFiles.Batch("0001.0.1"), "{\"batch\":\"0001.0.1\",\"more\":[1]}\n" + line + "\n");

        await run.ReportAsync();

        Assert.Equal(line + "\n", run.Folder.Text(RunFiles.Results));
    }

    [Fact]
    public async Task Report_json_holds_the_contracts_names_in_its_order()
    {
        var run = new RunBuilder
        {
            Tally = new(2, 1, 1, 5, 3, new Dictionary<string, long> { ["601"] = 1, ["413"] = 1 },
                new Dictionary<string, long> { ["413 split"] = 1, ["601 authenticate"] = 2 }),
        };
        run.Store(0, "{}").Store(1, "{}").Reject(2)
            .Settle("0001", 0, RecordStatus.Created)
            .Settle("0001", 1, RecordStatus.Skipped, new Reason("1003", "Invalid value for field 'email' and value 'nobody'"));

        await run.ReportAsync();

        using var json = JsonDocument.Parse(run.Folder.Text(RunFiles.Report));
        Assert.Equal(
            """{"run":"test-run","target":"leads","action":"createOrUpdate","mode":"sync","state":"completed","startedAt":"2026-08-01T09:30:00+00:00","finishedAt":"2026-08-01T09:42:04+00:00","stopReason":null,"records":{"total":3,"created":1,"updated":0,"deleted":0,"added":0,"removed":0,"imported":0,"unchanged":0,"skipped":1,"rejected":1,"failed":0,"unknown":0,"notSent":0},"batches":{"planned":2,"sent":1,"splits":1},"calls":{"total":5,"succeeded":3,"errors":{"413":1,"601":1}},"reasons":[{"status":"skipped","code":"1003","message":"Invalid value for field 'email' and value '…'","count":1,"records":[1]},{"status":"rejected","code":"ragged-row","message":"The row has too many cells.","count":1,"records":[2]}],"recoveries":[{"code":"601","decision":"authenticate","count":2},{"code":"413","decision":"split","count":1}]}""",
            Compact(json));
    }

    [Fact]
    public async Task A_report_reads_back_as_it_was_written()
    {
        var run = new RunBuilder().Store(0, "{}").Settle("0001", 0, RecordStatus.Skipped, new Reason("1005", "Lead already exists"));

        var written = await run.ReportAsync();
        var read = await ReportFile.ReadAsync(run.Folder, default);

        Assert.Equal(ReportFile.Content(written), ReportFile.Content(read!));
        Assert.False(read!.EverythingGotIn());
    }

    [Fact]
    public async Task A_run_without_records_has_an_empty_report()
    {
        var run = new RunBuilder();

        var report = await run.ReportAsync();

        Assert.Equal(0, report.Records["total"]);
        Assert.Equal("", run.Folder.Text(RunFiles.Results));
    }

    internal static async Task<List<RecordResult>> ReadAsync(IRunFolder folder, params RecordStatus[] only)
    {
        var results = new List<RecordResult>();
        await foreach (var result in ResultReader.ReadAsync(folder, only.Length > 0 ? only.ToHashSet() : null, default)) results.Add(result);
        return results;
    }

    private static RecordStatus StatusOfBatch(int fate) => fate % 2 == 0 ? RecordStatus.Created : RecordStatus.Skipped;

    private static RecordStatus Expected(int fate) => fate switch
    {
        0 => RecordStatus.Rejected,
        8 => RecordStatus.Unknown,
        9 => RecordStatus.NotSent,
        _ => StatusOfBatch(fate),
    };

    private static string Compact(JsonDocument json)
    {
        var content = new MemoryStream();
        using (var writer = new Utf8JsonWriter(content, new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            json.WriteTo(writer);
        return Encoding.UTF8.GetString(content.ToArray());
    }
}
