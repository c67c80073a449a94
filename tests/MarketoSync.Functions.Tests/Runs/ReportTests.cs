using MarketoSync.EndToEnd.Support;
using MarketoSync.Functions.Tests.Support;
using MarketoSync.Records;
using MarketoSync.Runs;
using MarketoSync.Simulator;

namespace MarketoSync.Functions.Tests.Runs;

/// <summary>What a run on Durable Functions reports, held against Marketo's ledger and against the embedded engine.</summary>
public sealed class ReportTests
{
    private const int Records = 4_000;

    [Theory]
    [InlineData("createOrUpdate", 21)]
    [InlineData("createOnly", 22)]
    [InlineData("updateOnly", 23)]
    public async Task Through_a_storm_each_record_ends_as_the_ledger_has_it_and_as_on_the_embedded_engine_in_calm(string action, int seed)
    {
        // Calls go in real time, so that a seed does not give one course: no batch may meet so many faults that it is given up.
        var options = new AppOptions { Action = action, MaxBatchRecords = 60, MaxAttempts = 15, LeasesCalls = true, IsPreflight = true };
        await using var app = await StartAsync(options);
        var input = await app.TakeInAsync(Records);
        app.Simulator.Faults = Storm(seed);
        await app.Runs.StartAsync(input, CancellationToken.None);
        await app.Engine.RunAsync();

        Assert.Null((await app.ReportAsync()).StopReason);
        Assert.Equal(RunPhase.Ended, (await app.ActivityAsync())!.Phase);
        var results = await app.ResultsAsync();
        var faults = Verdict.Faults(results, Records, app.Simulator.Ledger, isDuplicateWanted: false);
        Assert.True(faults.Count == 0, $"seed {seed}:\n{string.Join("\n", faults.Take(20))}");
        Assert.False(app.Simulator.Ledger.AnyKeyWrittenByOverlappingCalls);
        var report = await app.ReportAsync();
        Assert.Equal(app.Simulator.Statistics.RestCalls, report.Calls.Total);
        Assert.True(report.Calls.Total > report.Calls.Succeeded, "No fault was met.");

        await using var calm = await StartAsync(options with { LeasesCalls = false });
        await EmbeddedRun.RunAsync(calm, await calm.TakeInAsync(Records));
        Assert.Equal(Statuses(await calm.ResultsAsync()), Statuses(results));
    }

    [Fact]
    public async Task In_calm_the_report_is_that_of_the_embedded_engine_to_the_last_figure()
    {
        await using var app = await StartAsync(new AppOptions { IsPreflight = true });
        await app.StartRunAsync(Records);
        await app.Engine.RunAsync();

        await using var embedded = await StartAsync(new AppOptions { IsPreflight = true });
        await EmbeddedRun.RunAsync(embedded, await embedded.TakeInAsync(Records));

        Assert.Equal(app.Simulator.Statistics.RestCalls, (await app.ReportAsync()).Calls.Total);
        Assert.Equivalent(await embedded.ReportAsync(), await app.ReportAsync(), strict: true);
    }

    private static async Task<SyncApp> StartAsync(AppOptions options)
    {
        var app = await SyncApp.StartAsync(options);
        for (var person = 0; person < Records; person += 3) app.Simulator.AddLead(("email", People.Email(person)));
        app.Time.Advance(TimeSpan.FromDays(1));
        return app;
    }

    private static IEnumerable<(long, RecordStatus)> Statuses(IEnumerable<RecordResult> results) =>
        results.Select(result => (result.Record, result.Status));

    private static FaultPlan Storm(int seed) => new()
    {
        Rate = 0.2,
        Seed = seed,
        Weights = new[] { "601", "606", "611-after", "713-before", "http-413", "http-503-after", "reset-before", "reset-after", "html-200-after" }
            .ToDictionary(fault => fault, _ => 1.0),
    };
}
