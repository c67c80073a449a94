using DurableTask.Core.History;
using MarketoSync.Budget;
using MarketoSync.EndToEnd.Support;
using MarketoSync.Functions.Tests.Support;
using MarketoSync.Runs;

namespace MarketoSync.Functions.Tests.Runs;

/// <summary>A wait is a timer of the engine's: it needs no worker, and outlives each.</summary>
public sealed class WaitTests
{
    private const int Records = 3_000;
    private const string Child = SyncApp.Run + ".0000";

    [Fact]
    public async Task For_the_days_quota_to_reset()
    {
        await using var app = await SyncApp.StartAsync();
        var reset = QuotaDay.NextTry(app.Time.GetUtcNow());
        app.Simulator.FailNext("607");
        await app.StartRunAsync(Records);
        await app.Engine.RunAsync(until: () => true);

        Assert.Equal(reset.UtcDateTime, app.Engine.Store.NextTimer);
        var activity = (await app.ActivityAsync())!;
        Assert.Equal(RunPhase.Running, activity.Phase);
        var progress = activity.Progress!;
        Assert.Equal(("Marketo's daily quota to reset", reset, 0), (progress.WaitingFor, progress.WaitingUntil, progress.InFlight));

        await app.Engine.RunAsync();
        await AssertCompletedAsync(app);
        Assert.Equal(reset, app.Time.GetUtcNow());
    }

    [Theory]
    [InlineData("http-503-before", 5)]
    [InlineData("608-before", 5)]
    [InlineData("611-after", 2)]
    [InlineData("reset-after", 2)]
    public async Task For_Marketo_to_answer_again(string fault, int times)
    {
        await using var app = await SyncApp.StartAsync(new AppOptions { MaxConcurrentCalls = 2 });
        app.Simulator.FailNext(fault, count: times);
        await app.StartRunAsync(Records);
        await app.Engine.RunAsync();

        await AssertCompletedAsync(app);
        var timers = app.Engine.Store.History(Child).OfType<TimerCreatedEvent>().ToList();
        Assert.NotEmpty(timers);
        Assert.All(timers, timer => Assert.True(timer.FireAt <= app.Time.GetUtcNow().UtcDateTime));
    }

    private static async Task AssertCompletedAsync(SyncApp app)
    {
        var report = await app.ReportAsync();
        Assert.Equal((RunState.Completed, null), (report.State, report.StopReason));
        Assert.Empty(Verdict.Faults(await app.ResultsAsync(), Records, app.Simulator.Ledger, isDuplicateWanted: false));
    }
}
