using MarketoSync.Records;
using MarketoSync.Reports;

namespace MarketoSync.Tests.Reports;

public sealed class PageRecordsTests
{
    [Fact]
    public async Task The_first_records_that_did_not_get_in_are_shown()
    {
        var run = new RunBuilder();
        for (uint record = 0; record < 300; record++)
            run.Store(record, "{}").Settle("0001", record, record % 4 == 0 ? RecordStatus.Created : RecordStatus.Skipped);
        var report = await run.ReportAsync();

        var records = await PageRecords.ReadAsync(run.Folder, report, default);

        Assert.Equal(PageRecords.MostProblems, records.Problems.Count);
        Assert.Equal([1L, 2L, 3L, 5L], records.Problems.Take(4).Select(problem => problem.Record));
    }

    [Fact]
    public async Task The_line_of_each_example_is_known_also_of_records_that_got_in_and_of_those_behind_the_first_problems()
    {
        var run = new RunBuilder();
        for (uint record = 0; record < 300; record++)
        {
            var reason = record % 100 == 99 ? new Reason("import-warning", "Invalid email address") : record > 250 ? new Reason("1003", "Bad") : new Reason("1006", "No such field");
            run.Store(record, "{}").Settle("0001", record, record % 100 == 99 ? RecordStatus.Imported : RecordStatus.Skipped, reason);
        }

        var report = await run.ReportAsync();
        var records = await PageRecords.ReadAsync(run.Folder, report, default);

        Assert.Equal(report.Reasons.SelectMany(reason => reason.Records).Order(), records.Lines.Keys.Order());
        Assert.All(records.Lines, line => Assert.Equal(RunBuilder.LineOf(line.Key), line.Value));
        Assert.Equal("lines 101, 201, 301", ReasonPlaces.Of(report.Reasons.Single(reason => reason.Code == "import-warning"), records.Lines));
    }
}
