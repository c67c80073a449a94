using MarketoSync.Importing;
using MarketoSync.Marketo;
using MarketoSync.Orchestration;
using MarketoSync.Records;
using MarketoSync.Recovery;
using MarketoSync.Reports;
using MarketoSync.Runs;

namespace MarketoSync.Tests.Reports;

public sealed class ReportFromStorageTests
{
    private static readonly DateTimeOffset s_now = new(2026, 8, 1, 9, 42, 4, TimeSpan.Zero);

    [Fact]
    public async Task Rows_of_a_file_that_Marketo_has_taken_are_unknown_and_not_unsent()
    {
        var run = new RunBuilder();
        for (uint record = 0; record < 3; record++) run.Store(record, $$"""{"email":"{{record}}@example.com"}""");
        var definition = run.Build();
        var outcome = new BatchOutcome(OutcomeKind.Accepted, "", BatchOutcome.NoneSettled, 2, 0, s_now, s_now, s_now, CallCount.Success);
        var header = new BatchHeader("0000", 1, s_now, s_now, outcome, 0, 2, Job: new ImportJob("77", ImportState.Queued));
        await new BatchLog(header, []).WriteAsync(run.Folder, CancellationToken.None);

        await ReportFromStorage.WriteAsync(run.Folder, definition, "It broke down.", s_now, CancellationToken.None);

        var results = new List<RecordResult>();
        await foreach (var result in ResultReader.ReadAsync(run.Folder, null, CancellationToken.None)) results.Add(result);
        Assert.Equal([RecordStatus.Unknown, RecordStatus.Unknown, RecordStatus.NotSent], results.Select(result => result.Status));
        Assert.Equal(["import-under-way", "import-under-way", "not-sent"], results.Select(result => result.Reasons![0].Code));
    }
}
