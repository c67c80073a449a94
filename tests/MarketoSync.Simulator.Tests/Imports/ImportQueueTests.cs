using static MarketoSync.Simulator.Tests.ImportCalls;
using static MarketoSync.Simulator.Tests.SimulatorSession;

namespace MarketoSync.Simulator.Tests;

public class ImportQueueTests
{
    private static readonly SimulatorOptions SecondARow = new() { Imports = new ImportOptions { TimePerRow = TimeSpan.FromSeconds(1) } };

    [Fact]
    public async Task Ten_jobs_of_all_kinds_fit_into_the_queue_and_the_next_is_1016_until_one_is_over()
    {
        await using var session = await StartAsync(SecondARow);
        string[] paths = [Leads, Cars, Members];
        string[] files = ["email\na@example.com\n", "vin\nV1\n", "email\nb@example.com\n"];
        for (var i = 0; i < 10; i++)
            await session.StartImportAsync(paths[i % 3], files[i % 3]);
        for (var i = 0; i < 3; i++)
            Assert.Equal("1016", CodeOf(await session.UploadAsync(paths[i], files[i])));
        var totals = session.Simulator.Imports.Totals;
        Assert.Equal((10, 2, 10, 3), (totals.MostInQueue, totals.MostImporting, totals.MostOwnInQueue, totals.RefusedByQueue));
        Assert.Equal((4, 3, 3), (totals.Jobs[ImportKind.Leads], totals.Jobs[ImportKind.CustomObjects], totals.Jobs[ImportKind.ProgramMembers]));
        Assert.Equal(7, totals.FilesSentAgain);
        session.Time.Advance(TimeSpan.FromSeconds(1));
        await session.StartImportAsync(Leads, files[0]);
        Assert.Equal((11, 2), (Statuses(session).Count(), Statuses(session).Count(status => status is ImportStatus.Complete)));
    }

    [Fact]
    public async Task Two_jobs_import_at_a_time_in_the_order_of_their_uploads()
    {
        await using var session = await StartAsync(SecondARow);
        foreach (var rows in new[] { 5, 1, 1, 2 })
            await session.StartImportAsync(Leads, File(rows));
        Assert.Equal([ImportStatus.Importing, ImportStatus.Importing, ImportStatus.Queued, ImportStatus.Queued], Statuses(session));
        session.Time.Advance(TimeSpan.FromSeconds(1.5));
        Assert.Equal([ImportStatus.Importing, ImportStatus.Complete, ImportStatus.Importing, ImportStatus.Queued], Statuses(session));
        session.Time.Advance(TimeSpan.FromSeconds(60));
        var start = session.Simulator.Imports.All[0].CreatedAt;
        Assert.Equal([0, 0, 1, 2], session.Simulator.Imports.All.Select(job => (int)(job.StartedAt!.Value - start).TotalSeconds));
        Assert.Equal([5, 1, 2, 4], session.Simulator.Imports.All.Select(job => (int)(job.EndedAt!.Value - start).TotalSeconds));
        Assert.Equal(2, session.Simulator.Imports.Totals.MostImporting);
    }

    [Fact]
    public async Task Each_kind_can_have_a_queue_of_its_own()
    {
        var imports = new ImportOptions { QueuePerKind = true, MaxJobs = 1, TimePerJob = TimeSpan.FromSeconds(1) };
        await using var session = await StartAsync(new SimulatorOptions { Imports = imports });
        await session.StartImportAsync(Leads, File(1));
        await session.StartImportAsync(Cars, "vin\nV1\n");
        Assert.Equal("1016", CodeOf(await session.UploadAsync(Leads, File(2))));
        Assert.Equal(1, session.Simulator.Imports.Occupy(5, TimeSpan.FromSeconds(1), ImportKind.ProgramMembers));
        Assert.Equal("1016", CodeOf(await session.UploadAsync(Members, File(2))));
        Assert.Equal((1, 2), (session.Simulator.Imports.Totals.MostInQueue, session.Simulator.Imports.Totals.MostOwnInQueue));
    }

    [Fact]
    public async Task Other_peoples_imports_take_places_and_time()
    {
        await using var session = await StartAsync();
        Assert.Equal(10, session.Simulator.Imports.Occupy(12, TimeSpan.FromMinutes(1)));
        Assert.Equal("1016", CodeOf(await session.UploadAsync(Leads, File(1))));
        session.Time.Advance(TimeSpan.FromMinutes(1));
        await session.StartImportAsync(Leads, File(1));
        session.Time.Advance(TimeSpan.FromMinutes(3.9));
        Assert.Equal([ImportStatus.Queued], Statuses(session));
        session.Time.Advance(TimeSpan.FromMinutes(0.2));
        Assert.Equal([ImportStatus.Complete], Statuses(session));
        Assert.Equal((10, 1), (session.Simulator.Imports.Totals.MostInQueue, session.Simulator.Imports.Totals.MostOwnInQueue));
    }

    [Fact]
    public async Task Without_times_a_job_is_complete_at_the_next_look()
    {
        await using var session = await StartAsync(new SimulatorOptions { Imports = new ImportOptions { TimePerRow = TimeSpan.Zero } });
        var id = await session.StartImportAsync(Leads, File(3));
        Assert.Equal("Complete", (string)(await session.StatusAsync($"/bulk/v1/leads/batch/{id}.json"))["status"]!);
    }

    [Fact]
    public async Task Ten_thousand_rows_take_a_second_unless_configured()
    {
        await using var session = await StartAsync();
        await session.StartImportAsync(Leads, File(10_000));
        session.Time.Advance(TimeSpan.FromSeconds(0.75));
        var job = Assert.Single(session.Simulator.Imports.All);
        Assert.Equal((ImportStatus.Importing, 7_500), (job.Status, job.Imported));
        Assert.Equal(7_500, session.Simulator.LeadCount);
        session.Time.Advance(TimeSpan.FromSeconds(0.25));
        Assert.Equal(10_000, session.Simulator.LeadCount);
        Assert.Equal([ImportStatus.Complete], Statuses(session));
    }

    [Fact]
    public async Task Rows_due_are_there_for_any_other_call()
    {
        await using var session = await StartAsync(SecondARow);
        await session.StartImportAsync(Leads, File(2));
        session.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(["updated", "created"], Outcomes(await session.UpsertAsync("p0@example.com", "p1@example.com")));
        session.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(
            [LedgerEffect.Created, LedgerEffect.Updated], session.Simulator.Ledger.ByKey("p1@example.com").Select(entry => entry.Effect));
    }

    [Fact]
    public async Task A_job_can_be_asked_about_for_seven_days()
    {
        await using var session = await StartAsync(new SimulatorOptions { TokenLifeSeconds = 1_000_000 });
        var id = await session.StartImportAsync(Leads, "email,leadScore\na@example.com,x\n");
        session.Time.Advance(TimeSpan.FromDays(7) - TimeSpan.FromSeconds(1));
        Assert.Null(CodeOf(await session.GetAsync($"/bulk/v1/leads/batch/{id}.json")));
        Assert.Equal(2, (await session.LinesAsync($"/bulk/v1/leads/batch/{id}/failures.json")).Length);
        session.Time.Advance(TimeSpan.FromSeconds(1));
        await session.StartImportAsync(Leads, "email\na@example.com\n");
        Assert.Equal("1013", CodeOf(await session.GetAsync($"/bulk/v1/leads/batch/{id}.json")));
        Assert.Equal("1013", CodeOf(await session.GetAsync($"/bulk/v1/leads/batch/{id}/failures.json")));
        Assert.Equal(2, session.Simulator.Imports.All.Count);
    }

    [Fact]
    public async Task Rows_of_a_job_that_is_not_over_cannot_be_fetched()
    {
        await using var session = await StartAsync(SecondARow);
        var id = await session.StartImportAsync(Leads, "email,leadScore\na@example.com,x\nb@example.com,x\n");
        session.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("1003", CodeOf(await session.GetAsync($"/bulk/v1/leads/batch/{id}/failures.json")));
        session.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(3, (await session.LinesAsync($"/bulk/v1/leads/batch/{id}/failures.json")).Length);
    }

    [Fact]
    public async Task The_next_job_can_be_made_to_fail_in_the_middle()
    {
        await using var session = await StartAsync();
        session.Simulator.Imports.FailNext(afterRows: 2, message: "Out of luck");
        var failed = await session.ImportAsync(Leads, File(5));
        Assert.Equal((ImportStatus.Failed, 2, "Out of luck"), (failed.Status, failed.Imported, failed.Message));
        Assert.Equal("Failed", (string)(await session.StatusAsync($"/bulk/v1/leads/batch/{failed.Id}.json"))["status"]!);
        Assert.Equal(2, session.Simulator.LeadCount);
        Assert.Equal(ImportStatus.Complete, (await session.ImportAsync(Leads, File(5))).Status);
        Assert.Equal(5, session.Simulator.LeadCount);
    }

    [Fact]
    public async Task Reset_forgets_jobs_and_what_they_would_still_write()
    {
        await using var session = await StartAsync(SecondARow);
        var id = await session.StartImportAsync(Leads, File(5));
        session.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(2, session.Simulator.LeadCount);
        session.Simulator.Reset();
        session.Time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(0, session.Simulator.LeadCount);
        Assert.Empty(session.Simulator.Imports.All);
        Assert.Equal(0, session.Simulator.Imports.Totals.MostInQueue);
        Assert.Equal("1013", CodeOf(await session.GetAsync($"/bulk/v1/leads/batch/{id}.json")));
    }

    [Fact]
    public async Task Uploads_at_the_same_time_never_fill_the_queue_above_its_limit()
    {
        await using var session = await StartAsync(SecondARow with { CallsPerWindow = 0, MaxConcurrentCalls = 0 });
        var answers = await Task.WhenAll(Enumerable.Range(1, 30).Select(rows => session.UploadAsync(Leads, File(rows))));
        Assert.Equal(20, answers.Count(answer => CodeOf(answer) is "1016"));
        var queued = answers.Where(answer => CodeOf(answer) is null).Select(answer => (long)answer["result"]![0]!["batchId"]!);
        Assert.Equal(10, queued.Distinct().Count());
        Assert.Equal((10, 20), (session.Simulator.Imports.Totals.MostInQueue, session.Simulator.Imports.Totals.RefusedByQueue));
    }

    [Theory]
    [InlineData(Leads, "email,crmId\nA@example.com,C1\na@example.com,C1\n", "leads", "a@example.com")]
    [InlineData(Members, "email\na@example.com\n", "leads", "a@example.com")]
    [InlineData(Orders, "orderNumber,line\nO1,1\nO1,1\n", "customobjects/order_c", "O1|1")]
    public async Task An_import_that_runs_beside_another_write_of_its_keys_is_counted_as_an_overlap(
        string path, string file, string name, string key)
    {
        await using var session = await StartAsync(SecondARow);
        Task<System.Text.Json.Nodes.JsonNode> SyncAsync() => name is "leads"
            ? session.UpsertAsync("a@example.com", "b@example.com")
            : session.SyncAsync(
                """{"input":[{"orderNumber":"O1","line":1},{"orderNumber":"O2","line":1}]}""", "/rest/v1/customobjects/order_c.json");

        await session.ImportAsync(path, file);
        await SyncAsync();
        Assert.Equal(0, session.Simulator.Ledger.Of(name).Totals.OverlappingWrites);
        await session.StartImportAsync(path, file);
        await SyncAsync();
        Assert.Equal(1, session.Simulator.Ledger.Of(name).Totals.OverlappingWrites);
        await session.StartImportAsync(path, file);
        Assert.Equal(2, session.Simulator.Ledger.Of(name).Totals.OverlappingWrites);
        Assert.Equal([key], session.Simulator.Ledger.Of(name).OverlappingKeys, StringComparer.OrdinalIgnoreCase);

        session.Simulator.Reset();
        await SyncAsync();
        Assert.Equal(0, session.Simulator.Ledger.Of(name).Totals.OverlappingWrites);
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(0.5, 2, 8)]
    [InlineData(1, 10, 10)]
    public async Task A_share_of_the_jobs_fails_halfway_and_the_same_ones_each_time(double share, int fewest, int most)
    {
        var options = new SimulatorOptions { Imports = new ImportOptions { FailedShare = share, MaxJobs = 0, TimePerRow = TimeSpan.Zero } };
        var runs = new List<IReadOnlyList<ImportStatus>>();
        for (var run = 0; run < 2; run++)
        {
            await using var session = await StartAsync(options);
            for (var job = 0; job < 10; job++) await session.StartImportAsync(Leads, File(4));
            session.Time.Advance(TimeSpan.FromSeconds(1));
            var jobs = session.Simulator.Imports.All;
            Assert.All(jobs, job => Assert.Equal(job.Status is ImportStatus.Failed ? 2 : 4, job.Imported));
            runs.Add([.. jobs.Select(job => job.Status)]);
        }

        Assert.Equal(runs[0], runs[1]);
        Assert.InRange(runs[0].Count(status => status is ImportStatus.Failed), fewest, most);
    }

    [Fact]
    public async Task A_reset_ends_an_upload_that_is_on_the_way()
    {
        await using var session = await StartAsync(new SimulatorOptions { LatencyMilliseconds = 100 });
        var call = session.UploadAsync(Leads, File(1));
        await session.Time.WaitersAsync(1);
        session.Simulator.Reset();
        session.Time.Advance(TimeSpan.FromSeconds(1));
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => call);
        Assert.Empty(session.Simulator.Imports.All);
    }

    private static string File(int rows) => "email\n" + string.Concat(Enumerable.Range(0, rows).Select(i => $"p{i}@example.com\n"));

    private static IEnumerable<ImportStatus> Statuses(SimulatorSession session) => session.Simulator.Imports.All.Select(job => job.Status);
}
