using DurableTask.Core;
using DurableTask.Core.History;
using MarketoSync.Functions.Tests.Engine;
using MarketoSync.Functions.Tests.Replay;
using MarketoSync.Functions.Tests.Support;
using MarketoSync.Runs;

namespace MarketoSync.Functions.Tests.Runs;

public sealed class QuotaTests
{
    [Theory]
    [InlineData(1_000, 300)]
    [InlineData(0, 3)]
    public async Task A_run_that_leaves_a_reserve_or_takes_many_calls_looks_at_the_usage_and_its_histories_replay(int reserve, int ofBatch)
    {
        await using var app = await SyncApp.StartAsync(new AppOptions { QuotaReserve = reserve, MaxBatchRecords = ofBatch });
        await app.StartRunAsync(1_000);
        await app.Engine.RunAsync();

        var report = await app.ReportAsync();
        Assert.Equal((RunState.Completed, 1_000), (report.State, report.Records["total"]));
        Assert.Equal((report.Batches.Sent + 1, app.Simulator.Statistics.RestCalls), (report.Calls.Total, report.Calls.Total));
        Assert.Equal((1, 50_000, reserve), (report.Calls.Quota!.Used, report.Calls.Quota.Daily, report.Calls.Quota.Reserve));
        foreach (var instance in app.Engine.Store.Instances)
        {
            var history = app.Engine.Store.History(instance);
            var name = history.OfType<ExecutionStartedEvent>().Single().Name;
            var replayed = Replayed.On(history, context => FunctionApp.OrchestrateAsync(name, context));
            Assert.Equal((OrchestrationStatus.Completed, null), (replayed.Status, replayed.Fault));
        }
    }
}
