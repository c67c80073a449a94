using MarketoSync.Functions.Hosting;
using MarketoSync.Functions.Schedule;
using MarketoSync.Functions.Tests.Engine;
using MarketoSync.Functions.Tests.Support;
using MarketoSync.Marketo;
using MarketoSync.Orchestration;
using MarketoSync.Reports;
using MarketoSync.Runs;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace MarketoSync.Functions.Tests.Schedule;

/// <summary>What of a run is purged when, and what never is.</summary>
public sealed class OldHistoriesTests
{
    private const int Records = 500;
    private static readonly TimeSpan s_kept = TimeSpan.FromDays(7);

    [Fact]
    public async Task A_run_that_ended_longer_ago_than_it_is_kept_is_forgotten_with_its_children()
    {
        await using var app = await EndedAsync();
        Assert.Equal([SyncApp.Run, SyncApp.Run + ".0000", SyncApp.Run + ".0001"], app.Engine.Store.Instances);

        app.Time.Advance(s_kept + TimeSpan.FromSeconds(1));
        await app.PurgeAsync();

        Assert.Empty(app.Engine.Store.Instances);
    }

    [Fact]
    public async Task A_run_that_ended_less_long_ago_keeps_its_history_though_it_began_before()
    {
        await using var app = await StoppedAsync();
        app.Time.Advance(s_kept);
        await app.RaiseAsync(RunEvents.Cancel);
        await app.Engine.RunAsync();
        var known = app.Engine.Store.Instances;

        app.Time.Advance(s_kept);
        await app.PurgeAsync();
        Assert.Equal(known, app.Engine.Store.Instances);

        app.Time.Advance(TimeSpan.FromSeconds(1));
        await app.PurgeAsync();
        Assert.Empty(app.Engine.Store.Instances);
    }

    [Fact]
    public async Task A_run_that_was_forgotten_is_known_by_its_report_and_is_not_begun_again()
    {
        await using var app = await EndedAsync();
        var (report, calls) = (await app.ReportAsync(), app.Simulator.Statistics.RestCalls);
        app.Time.Advance(2 * s_kept);
        await app.PurgeAsync();

        Assert.Null(await app.ActivityAsync());
        Assert.Equal(RunPhase.Ended, (await app.Starter.FollowAsync(SyncApp.Run, CancellationToken.None))!.Phase);
        await app.Starter.StartAsync((await RunDefinitionFile.ReadAsync(app.Store.Open(SyncApp.Run), CancellationToken.None))!, CancellationToken.None);
        await app.Engine.RunAsync();

        Assert.Empty(app.Engine.Store.Instances);
        Assert.Equal(calls, app.Simulator.Statistics.RestCalls);
        Assert.Equivalent(report, await app.ReportAsync(), strict: true);
    }

    [Fact]
    public async Task A_run_that_stopped_is_kept_however_old_and_goes_on_to_its_end()
    {
        await using var app = await StoppedAsync();
        app.Time.Advance(100 * s_kept);
        await app.PurgeAsync();

        app.Deploy(settings => settings with { ClientSecret = new Secret("simulator-secret") });
        Assert.True(await app.RaiseAsync(RunEvents.Resume));
        await app.Engine.RunAsync();

        Assert.Equal((RunState.Completed, Records), ((await app.ReportAsync()).State, (await app.ReportAsync()).Records["created"]));
    }

    [Theory]
    [InlineData("TakeStep")]
    [InlineData("WriteReport")]
    public async Task A_run_that_waits_is_kept_however_old_and_whatever_is_reported(string step)
    {
        await using var app = await WaitingAsync(step);
        var definition = (await RunDefinitionFile.ReadAsync(app.Store.Open(SyncApp.Run), CancellationToken.None))!;
        await ReportFromStorage.WriteAsync(app.Store.Open(SyncApp.Run), definition, "It is over.", app.Time.GetUtcNow(), CancellationToken.None);
        var known = app.Engine.Store.Instances;

        app.Time.Advance(100 * s_kept);
        await app.PurgeAsync();

        Assert.Equal(known, app.Engine.Store.Instances);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(RunState.Stopped)]
    public async Task A_run_that_is_over_and_has_not_its_last_report_is_kept(RunState? reported)
    {
        await using var app = await EndedAsync();
        var folder = app.Store.Open(SyncApp.Run);
        if (reported is { } state) await ReportFile.WriteAsync(folder, await app.ReportAsync() with { State = state }, CancellationToken.None);
        else await folder.DeleteAsync(RunFiles.Report, CancellationToken.None);
        app.Time.Advance(2 * s_kept);
        await app.PurgeAsync();

        Assert.Equal(3, app.Engine.Store.Instances.Count);
    }

    [Fact]
    public async Task Of_a_run_that_was_removed_from_the_store_nothing_is_kept()
    {
        await using var app = await EndedAsync();
        await app.Store.DeleteAsync(SyncApp.Run, CancellationToken.None);
        app.Time.Advance(2 * s_kept);
        await app.PurgeAsync();

        Assert.Empty(app.Engine.Store.Instances);
    }

    [Fact]
    public async Task A_run_whose_child_is_not_over_is_kept()
    {
        await using var app = await WaitingAsync("TakeStep");
        await app.Engine.Client.TerminateInstanceAsync(SyncApp.Run);
        await app.Engine.RunAsync();
        Assert.True(await app.EndAsync((await app.ActivityAsync())!));

        app.Time.Advance(2 * s_kept);
        await app.PurgeAsync();
        Assert.Equal([SyncApp.Run, SyncApp.Run + ".0000"], app.Engine.Store.Instances);

        await app.Engine.Client.TerminateInstanceAsync(SyncApp.Run + ".0000");
        await app.Engine.RunAsync();
        await app.PurgeAsync();
        Assert.Empty(app.Engine.Store.Instances);
    }

    [Fact]
    public async Task The_budget_that_all_runs_share_is_kept()
    {
        await using var app = await SyncApp.StartAsync(new AppOptions { LeasesCalls = true });
        await app.StartRunAsync(Records, isNarrow: true);
        await app.Engine.RunAsync();
        app.Time.Advance(100 * s_kept);
        await app.PurgeAsync();

        Assert.StartsWith("@callbook@", Assert.Single(app.Engine.Store.Instances), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task What_a_purge_did_not_come_to_the_next_one_does(int done)
    {
        await using var app = await EndedAsync();
        app.Time.Advance(2 * s_kept);
        var clients = new DurableClients();
        clients.Remember(new FailingClient(app.Engine.Store, done));
        var failing = new OldHistories(new RunInstances(clients), app.Store, app.Sync, app.Time);

        await Assert.ThrowsAsync<AggregateException>(() => failing.PurgeAsync(CancellationToken.None));
        Assert.Equal(3 - done, app.Engine.Store.Instances.Count);
        Assert.Contains(SyncApp.Run, app.Engine.Store.Instances);

        await app.PurgeAsync();
        Assert.Empty(app.Engine.Store.Instances);
    }

    [Fact]
    public async Task A_run_that_cannot_be_purged_does_not_keep_the_others()
    {
        await using var app = await EndedAsync();
        app.Engine.Instead["SyncRun"] = _ => Task.FromResult(default(System.Text.Json.JsonElement));
        foreach (var run in new[] { "a", "z" })
        {
            await app.Store.Open(run).WriteAsync(RunFiles.Report, "no report"u8.ToArray(), CancellationToken.None);
            await app.Engine.Client.ScheduleNewOrchestrationInstanceAsync("SyncRun", null, new StartOrchestrationOptions(run));
        }

        await app.Engine.RunAsync();
        app.Time.Advance(2 * s_kept);

        var fault = await Assert.ThrowsAsync<AggregateException>(() => app.PurgeAsync());
        Assert.Equal(2, fault.InnerExceptions.Count);
        Assert.Equal(["a", "z"], app.Engine.Store.Instances);
    }

    /// <summary>A run of two generations that is over.</summary>
    private static async Task<SyncApp> EndedAsync()
    {
        var app = await StoppedAsync();
        app.Deploy(settings => settings with { ClientSecret = new Secret("simulator-secret") });
        await app.RaiseAsync(RunEvents.Resume);
        await app.Engine.RunAsync();
        Assert.Equal(RunPhase.Ended, (await app.ActivityAsync())!.Phase);
        return app;
    }

    private static async Task<SyncApp> StoppedAsync()
    {
        var app = await SyncApp.StartAsync(new AppOptions { ClientSecret = "wrong" });
        await app.StartRunAsync(Records, isNarrow: true);
        await app.Engine.RunAsync();
        Assert.Equal(RunPhase.Stopped, (await app.ActivityAsync())!.Phase);
        return app;
    }

    /// <summary>A run that waits because a step fails.</summary>
    private static async Task<SyncApp> WaitingAsync(string step)
    {
        var app = await SyncApp.StartAsync();
        app.Engine.BeforeActivity = (name, _) => name == step ? throw new IOException("away") : Task.CompletedTask;
        await app.StartRunAsync(Records, isNarrow: true);
        await app.Engine.RunAsync();
        return app;
    }

    /// <summary>Purges so many instances and no more.</summary>
    private sealed class FailingClient(HubStore store, int done) : HubClient(store)
    {
        private int _left = done;

        public override Task<PurgeResult> PurgeInstanceAsync(
            string instanceId, PurgeInstanceOptions? options = null, CancellationToken cancellation = default) =>
            _left-- > 0 ? base.PurgeInstanceAsync(instanceId, options, cancellation) : throw new IOException("away");
    }
}
