using DurableTask.Core;
using DurableTask.Core.History;
using MarketoSync.Functions.Tests.Engine;
using MarketoSync.Functions.Tests.Replay;
using MarketoSync.Functions.Tests.Support;
using MarketoSync.Runs;

namespace MarketoSync.Functions.Tests.Runs;

public sealed class QuotaTests
{
    [Fact]
    public async Task A_run_that_leaves_a_reserve_to_others_looks_at_the_usage_and_its_histories_replay()
    {
        await using var app = await SyncApp.StartAsync(new AppOptions { QuotaReserve = 1_000 });
        await app.StartRunAsync(1_000);
        await app.Engine.RunAsync();

        var report = await app.ReportAsync();
        Assert.Equal((RunState.Completed, 1_000), (report.State, report.Records["total"]));
        Assert.Equal((report.Batches.Sent + 1, app.Simulator.Statistics.RestCalls), (report.Calls.Total, report.Calls.Total));
        Assert.Equal((1, 50_000, 1_000), (report.Calls.Quota!.Used, report.Calls.Quota.Daily, report.Calls.Quota.Reserve));
        foreach (var instance in app.Engine.Store.Instances)
        {
            var history = app.Engine.Store.History(instance);
            var name = history.OfType<ExecutionStartedEvent>().Single().Name;
            var replayed = Replayed.On(history, context => FunctionApp.OrchestrateAsync(name, context));
            Assert.Equal((OrchestrationStatus.Completed, null), (replayed.Status, replayed.Fault));
        }
    }
}
