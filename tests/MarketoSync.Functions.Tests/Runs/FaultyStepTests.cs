using DurableTask.Core.History;
using MarketoSync.EndToEnd.Support;
using MarketoSync.Functions.Tests.Support;
using MarketoSync.Orchestration;
using MarketoSync.Runs;

namespace MarketoSync.Functions.Tests.Runs;

/// <summary>The environment fails a step: storage is away, a worker dies.</summary>
public sealed class FaultyStepTests
{
    private const int Records = 1_000;

    [Theory]
    [InlineData("Plan")]
    [InlineData("CutBatches")]
    [InlineData("TakeStep")]
    [InlineData("WriteReport")]
    public async Task A_step_that_throws_is_taken_again(string step)
    {
        await using var app = await SyncApp.StartAsync();
        app.Engine.BeforeActivity = (name, before) => name == step && before < 6 ? throw new IOException("away") : Task.CompletedTask;

        await app.StartRunAsync(Records);
        await app.Engine.RunAsync();

        Assert.Equal(6, app.Engine.Store.Happened.Count(happened => happened is TaskFailedEvent));
        await AssertEndedAsync(app);
    }

    [Theory]
    [InlineData("Plan")]
    [InlineData("CutBatches")]
    [InlineData("TakeStep")]
    [InlineData("WriteReport")]
    public async Task A_step_that_throws_for_an_hour_has_the_run_wait_until_it_is_told_to_resume(string step)
    {
        using var ended = new EndedRuns();
        await using var app = await SyncApp.StartAsync();
        var begun = app.Time.GetUtcNow();
        app.Engine.BeforeActivity = (name, _) => name == step ? throw new IOException("away") : Task.CompletedTask;
        await app.StartRunAsync(Records);
        await app.Engine.RunAsync();

        var waiting = (await app.ActivityAsync())!;
        Assert.Equal((RunPhase.Stopped, "System.IO.IOException"), (waiting.Phase, waiting.Fault));
        Assert.InRange(app.Time.GetUtcNow() - begun, TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(90));
        Assert.Equal(["stopped"], ended.States);

        app.Engine.BeforeActivity = (_, _) => Task.CompletedTask;
        Assert.True(await app.RaiseAsync(RunEvents.Resume));
        await app.Engine.RunAsync();

        await AssertEndedAsync(app);
    }

    [Theory]
    [InlineData("Plan")]
    [InlineData("TakeStep")]
    public async Task A_run_that_is_cancelled_while_a_step_cannot_be_taken_fails_and_still_gets_its_report(string step)
    {
        await using var app = await SyncApp.StartAsync();
        app.Engine.BeforeActivity = (name, _) => name == step ? throw new IOException("away") : Task.CompletedTask;
        await app.StartRunAsync(Records);
        await app.Engine.RunAsync();

        // Still away: it is tried once more.
        Assert.True(await app.RaiseAsync(RunEvents.Cancel));
        await app.Engine.RunAsync();
        var activity = (await app.ActivityAsync())!;
        Assert.Equal((RunPhase.Failed, false), (activity.Phase, activity.CanResume));

        Assert.True(await app.EndAsync(activity));
        var report = await app.ReportAsync();
        Assert.Equal((RunState.Cancelled, (long)Records, (long)Records), (report.State, report.Records["total"], report.Records["notSent"]));
    }

    [Theory]
    [InlineData("Plan")]
    [InlineData("TakeStep")]
    public async Task A_cancel_wakes_a_run_that_waits_for_a_step(string step)
    {
        await using var app = await SyncApp.StartAsync(new AppOptions { MaxBatchRecords = 10 });
        app.Engine.BeforeActivity = (name, _) => name == step ? throw new IOException("away") : Task.CompletedTask;
        await app.StartRunAsync(Records);
        await app.Engine.RunAsync();

        app.Engine.BeforeActivity = (_, _) => Task.CompletedTask;
        Assert.True(await app.RaiseAsync(RunEvents.Cancel));
        await app.Engine.RunAsync();

        Assert.Equal(RunPhase.Ended, (await app.ActivityAsync())!.Phase);
        Assert.Equal(RunState.Cancelled, (await app.ReportAsync()).State);
    }

    private static async Task AssertEndedAsync(SyncApp app)
    {
        Assert.Equal(RunPhase.Ended, (await app.ActivityAsync())!.Phase);
        Assert.Equal(RunState.Completed, (await app.ReportAsync()).State);
        Assert.Empty(Verdict.Faults(await app.ResultsAsync(), Records, app.Simulator.Ledger, isDuplicateWanted: false));
    }
}
