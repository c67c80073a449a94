using MarketoSync.Functions.Tests.Support;
using MarketoSync.Orchestration;
using MarketoSync.Runs;

namespace MarketoSync.Functions.Tests.Schedule;

/// <summary>Who learns that a run broke down, though nobody asks for it.</summary>
public sealed class BrokenRunsTests
{
    private const int Records = 500;

    [Fact]
    public async Task A_run_that_broke_down_gets_its_report_and_its_history_is_purged_in_its_time()
    {
        await using var app = await WaitingAsync();
        await app.RaiseAsync(RunEvents.Cancel);
        await app.Engine.RunAsync();
        Assert.Equal(RunPhase.Failed, (await app.ActivityAsync())!.Phase);
        await app.PurgeAsync();

        await app.ReportBrokenAsync();

        var report = await app.ReportAsync();
        Assert.Equal((RunState.Cancelled, Records), (report.State, report.Records["notSent"]));
        app.Time.Advance(TimeSpan.FromDays(8));
        await app.ReportBrokenAsync();
        Assert.Equal(report.FinishedAt, (await app.ReportAsync()).FinishedAt);
        await app.PurgeAsync();
        Assert.Empty(app.Engine.Store.Instances);
    }

    [Fact]
    public async Task A_run_whose_child_is_not_over_is_not_reported_on_yet()
    {
        await using var app = await WaitingAsync();
        await app.Engine.Client.TerminateInstanceAsync(SyncApp.Run);
        await app.Engine.RunAsync();
        await app.ReportBrokenAsync();
        Assert.Null(await app.Store.Open(SyncApp.Run).ReadAsync(RunFiles.Report, CancellationToken.None));

        await app.Engine.Client.TerminateInstanceAsync(SyncApp.Run + ".0000");
        await app.Engine.RunAsync();
        await app.ReportBrokenAsync();
        var report = await app.ReportAsync();
        Assert.Equal((RunState.Cancelled, "An operator terminated the run in its engine."), (report.State, report.StopReason));
    }

    [Fact]
    public async Task A_run_that_waits_is_not_taken_for_broken()
    {
        await using var app = await WaitingAsync();

        await app.ReportBrokenAsync();

        Assert.Null(await app.Store.Open(SyncApp.Run).ReadAsync(RunFiles.Report, CancellationToken.None));
    }

    /// <summary>A run that waits because its steps fail.</summary>
    private static async Task<SyncApp> WaitingAsync()
    {
        var app = await SyncApp.StartAsync();
        app.Engine.BeforeActivity = (name, _) => name == "TakeStep" ? throw new IOException("away") : Task.CompletedTask;
        await app.StartRunAsync(Records, isNarrow: true);
        await app.Engine.RunAsync();
        return app;
    }
}
