using DurableTask.Core.History;
using MarketoSync.Functions.Hosting;
using MarketoSync.Functions.Orchestrations;
using MarketoSync.Functions.Tests.Engine;
using MarketoSync.Functions.Tests.Support;
using MarketoSync.Orchestration;
using MarketoSync.Runs;
using Microsoft.DurableTask.Client;

namespace MarketoSync.Functions.Tests.Hosting;

public sealed class DurableRunEngineTests
{
    private const int Records = 500;

    [Fact]
    public async Task However_often_a_run_is_started_it_begins_once()
    {
        await using var app = await SyncApp.StartAsync();
        var input = await app.TakeInAsync(Records, isNarrow: true);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => app.Runs.StartAsync(input, CancellationToken.None))));
        await app.Engine.RunAsync();
        await app.Runs.StartAsync(input, CancellationToken.None);
        await app.Engine.RunAsync();

        AssertBegunOnce(app);
        Assert.Equal(2, app.Simulator.Statistics.RestCalls);
    }

    [Fact]
    public async Task A_run_that_somebody_else_begins_in_the_same_moment_is_left_as_it_is()
    {
        await using var app = await SyncApp.StartAsync();
        var input = await app.TakeInAsync(Records, isNarrow: true);
        var clients = new DurableClients();
        clients.Remember(new UnknowingClient(app.Engine.Store));
        var late = new DurableRunEngine(clients, app.Store);

        await app.Runs.StartAsync(input, CancellationToken.None);
        await late.StartAsync(input, CancellationToken.None);
        await app.Engine.RunAsync();
        await late.StartAsync(input, CancellationToken.None);
        await app.Engine.RunAsync();

        AssertBegunOnce(app);
    }

    [Fact]
    public async Task What_it_does_not_know_it_says_nothing_of_and_tells_nothing()
    {
        await using var app = await SyncApp.StartAsync();

        Assert.Null(await app.ActivityAsync());
        Assert.False(await app.RaiseAsync(RunEvents.Cancel));
    }

    [Fact]
    public async Task A_run_under_way_shows_its_progress_and_a_run_that_is_over_its_last()
    {
        await using var app = await SyncApp.StartAsync(new AppOptions { MaxBatchRecords = 50 });
        var seen = new List<RunActivity>();
        app.Engine.BeforeActivity = async (name, _) =>
        {
            if (name == "TakeStep") seen.Add((await app.ActivityAsync())!);
        };

        await app.StartRunAsync(Records, isNarrow: true);
        await app.Engine.RunAsync();

        Assert.All(seen, activity => Assert.Equal((RunPhase.Running, null), (activity.Phase, activity.Fault)));
        var shown = seen[^1].Progress!;
        Assert.Equal(Records, shown.Stored);
        Assert.InRange(shown.SettledCount, 50, Records - 50);
        var end = (await app.ActivityAsync())!;
        Assert.Equal((RunPhase.Ended, Records, 0), (end.Phase, end.Progress!.SettledCount, end.Progress.InFlight));
        Assert.False(await app.RaiseAsync(RunEvents.Cancel));
        Assert.False(await app.RaiseAsync(RunEvents.Resume));
    }

    [Fact]
    public async Task A_run_that_the_engine_could_not_go_on_with_has_failed_and_hears_nothing()
    {
        await using var app = await SyncApp.StartAsync();
        app.Engine.Instead["SendBatches"] = _ => throw new InvalidOperationException("nothing will ever let them go");
        await app.StartRunAsync(Records);
        await app.Engine.RunAsync();

        var activity = (await app.ActivityAsync())!;
        Assert.Equal(RunPhase.Failed, activity.Phase);
        Assert.EndsWith("Exception", activity.Fault, StringComparison.Ordinal);
        Assert.False(await app.RaiseAsync(RunEvents.Resume));
    }

    [Fact]
    public async Task A_run_that_an_operator_terminated_has_failed()
    {
        await using var app = await SyncApp.StartAsync(new AppOptions { ClientSecret = "wrong" });
        await app.StartRunAsync(Records);
        await app.Engine.RunAsync();

        await app.Engine.Client.TerminateInstanceAsync(SyncApp.Run);
        await app.Engine.RunAsync();

        Assert.Equal(RunPhase.Failed, (await app.ActivityAsync())!.Phase);
    }

    private static void AssertBegunOnce(SyncApp app) =>
        Assert.Single(app.Engine.Store.Happened, happened => happened is ExecutionStartedEvent { Name: SyncRun.Name });

    /// <summary>Sees no instance, as if each were begun only just after it looked.</summary>
    private sealed class UnknowingClient(HubStore store) : HubClient(store)
    {
        public override Task<OrchestrationMetadata?> GetInstancesAsync(
            string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
            Task.FromResult<OrchestrationMetadata?>(null);
    }
}
