using MarketoSync.Records;
using MarketoSync.Reports;
using MarketoSync.Tests.Runs;

namespace MarketoSync.Tests.Reports;

public sealed class ResultReaderTests
{
    [Fact]
    public async Task Only_the_wanted_statuses_are_read()
    {
        var run = new RunBuilder().Store(0, "{}").Store(1, "{}").Reject(2)
            .Settle("0001", 0, RecordStatus.Created)
            .Settle("0001", 1, RecordStatus.Skipped, new Reason("1005", "Lead already exists"));
        await run.ReportAsync();

        var results = await ReportWriterTests.ReadAsync(run.Folder, RecordStatus.Skipped, RecordStatus.Rejected);

        Assert.Equal([1L, 2L], results.Select(result => result.Record));
        Assert.Equal(new Reason("1005", "Lead already exists"), Assert.Single(results[0].Reasons!));
    }

    [Fact]
    public async Task A_run_without_results_is_no_empty_run() =>
        await Assert.ThrowsAsync<InvalidDataException>(() => ReportWriterTests.ReadAsync(new MemoryRunFolder()));

    [Fact]
    public async Task The_source_lines_of_a_reports_examples_are_found()
    {
        var run = new RunBuilder().Store(0, "{}").Store(1, "{}")
            .Settle("0001", 0, RecordStatus.Created)
            .Settle("0001", 1, RecordStatus.Skipped, new Reason("1005", "Lead already exists"));
        var report = await run.ReportAsync();

        var lines = await ResultReader.SourceLinesAsync(run.Folder, report, default);

        Assert.Equal(new Dictionary<long, long> { [1] = 3 }, lines);
    }
}
