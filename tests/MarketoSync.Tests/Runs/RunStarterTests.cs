using MarketoSync.Reports;
using MarketoSync.Runs;
using MarketoSync.Telemetry;
using MarketoSync.Tests.Inbox;
using MarketoSync.Tests.Queueing;
using MarketoSync.Tests.Telemetry;
using Microsoft.Extensions.Logging;

namespace MarketoSync.Tests.Runs;

public sealed class RunStarterTests : IDisposable
{
    private readonly IntakeWorld _world = new();
    private readonly Recorder _told = new();

    public void Dispose() => _told.Dispose();

    [Fact]
    public async Task A_run_that_broke_down_for_good_gets_its_report_and_is_told_of_once()
    {
        var run = await BegunAsync();
        _world.Engine.Set(run, new RunActivity(RunPhase.Failed, Fault: "System.IO.IOException", CanResume: false));

        for (var time = 0; time < 3; time++)
            Assert.Equal(RunPhase.Ended, (await Starter().FollowAsync(run, default))!.Phase);

        var report = (await ReportFile.ReadAsync(_world.Store.Open(run), default))!;
        Assert.Equal((RunState.Cancelled, "The engine broke down (System.IO.IOException)."), (report.State, report.StopReason));
        Assert.Equal(new Dictionary<string, double> { ["failed"] = 1 }, _told.Sums("marketosync.runs.ended", "marketosync.state"));
        Assert.Equal(new Dictionary<string, double> { ["notSent"] = 2 }, _told.Sums("marketosync.records", "marketosync.status"));
        var logged = Assert.Single(_told.Logs);
        Assert.Equal((LogEvents.RunBrokeDown, LogLevel.Error), (logged.Event, logged.Level));
        Assert.StartsWith($"Run {run} broke down (System.IO.IOException): 0 of 2 records got in.", logged.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_broke_down_and_can_be_continued_gets_none()
    {
        var run = await BegunAsync();
        _world.Engine.Set(run, new RunActivity(RunPhase.Failed, Fault: "The disk is full."));

        Assert.Equal(RunPhase.Failed, (await Starter().FollowAsync(run, default))!.Phase);

        Assert.Null(await ReportFile.ReadAsync(_world.Store.Open(run), default));
        Assert.Empty(_told.Everything());
    }

    private RunStarter Starter() =>
        new(_world.Store, _world.Engine, IntakeWorld.Marketo, _world.Time, _told.Log<RunStarter>(), _told.Telemetry);

    private async Task<string> BegunAsync()
    {
        _world.Queue.Put(Posts.Of(Posts.Lead("a"), Posts.Lead("b")));
        return Assert.Single(await _world.Drain().DrainAsync(default));
    }
}
