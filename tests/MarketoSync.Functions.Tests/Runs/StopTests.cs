using MarketoSync.EndToEnd.Support;
using MarketoSync.Functions.Tests.Support;
using MarketoSync.Marketo;
using MarketoSync.Orchestration;
using MarketoSync.Runs;

namespace MarketoSync.Functions.Tests.Runs;

public sealed class StopTests
{
    private const int Records = 1_000;

    [Fact]
    public async Task A_run_that_stopped_reports_waits_and_goes_on_to_its_end_when_it_is_told_to()
    {
        await using var app = await StoppedAsync();

        app.Deploy(settings => settings with { ClientSecret = new Secret("simulator-secret") });
        Assert.True(await app.RaiseAsync(RunEvents.Resume));
        await app.Engine.RunAsync();

        Assert.Equal(RunPhase.Ended, (await app.ActivityAsync())!.Phase);
        Assert.Equal(RunState.Completed, (await app.ReportAsync()).State);
        Assert.Empty(Verdict.Faults(await app.ResultsAsync(), Records, app.Simulator.Ledger, isDuplicateWanted: false));
    }

    [Fact]
    public async Task A_run_that_goes_on_too_early_stops_again()
    {
        await using var app = await StoppedAsync();

        Assert.True(await app.RaiseAsync(RunEvents.Resume));
        await app.Engine.RunAsync();

        await AssertStoppedAsync(app);
    }

    [Fact]
    public async Task Whoever_is_told_twice_to_go_on_goes_on_once()
    {
        await using var app = await StoppedAsync();

        await app.RaiseAsync(RunEvents.Resume);
        await app.RaiseAsync(RunEvents.Resume);
        await app.Engine.RunAsync();

        await AssertStoppedAsync(app);
        Assert.Equal([SyncApp.Run, SyncApp.Run + ".0000", SyncApp.Run + ".0001"], app.Engine.Store.Instances);
    }

    [Fact]
    public async Task A_run_that_stopped_can_be_cancelled()
    {
        await using var app = await StoppedAsync();

        Assert.True(await app.RaiseAsync(RunEvents.Cancel));
        await app.Engine.RunAsync();

        Assert.Equal(RunPhase.Ended, (await app.ActivityAsync())!.Phase);
        Assert.Equal(RunState.Cancelled, (await app.ReportAsync()).State);
    }

    private static async Task<SyncApp> StoppedAsync()
    {
        var app = await SyncApp.StartAsync(new AppOptions { ClientSecret = "wrong" });
        await app.StartRunAsync(Records);
        await app.Engine.RunAsync();
        await AssertStoppedAsync(app);
        return app;
    }

    private static async Task AssertStoppedAsync(SyncApp app)
    {
        Assert.Equal(RunPhase.Stopped, (await app.ActivityAsync())!.Phase);
        var report = await app.ReportAsync();
        Assert.Equal((RunState.Stopped, Records), (report.State, report.Records["notSent"]));
        Assert.StartsWith("Marketo does not accept the credentials.", report.StopReason, StringComparison.Ordinal);
        Assert.Equal(0, app.Simulator.Statistics.RestCalls);
    }
}
