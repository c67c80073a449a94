using System.Text.Json;
using MarketoSync.Embedded;
using MarketoSync.Functions.Hosting;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace MarketoSync.Functions.Activities;

/// <summary>The steps of a sync as activities: each hands its input to the core, and the core's output to the engine.</summary>
public sealed class SyncFunctions(ActivityTable steps, DurableClients clients)
{
    [Function("Plan")]
    public Task<JsonElement> PlanAsync([ActivityTrigger] JsonElement input, CancellationToken stop) => steps.RunAsync("Plan", input, stop);

    [Function("CutBatches")]
    public Task<JsonElement> CutAsync([ActivityTrigger] JsonElement input, CancellationToken stop) => steps.RunAsync("CutBatches", input, stop);

    [Function("SplitBatch")]
    public Task<JsonElement> SplitAsync([ActivityTrigger] JsonElement input, CancellationToken stop) => steps.RunAsync("SplitBatch", input, stop);

    [Function("TakeStep")]
    public Task<JsonElement> TakeStepAsync(
        [ActivityTrigger] JsonElement input, [DurableClient] DurableTaskClient client, CancellationToken stop)
    {
        clients.Remember(client);
        return steps.RunAsync("TakeStep", input, stop);
    }

    [Function("ConcludeBatch")]
    public Task<JsonElement> ConcludeAsync([ActivityTrigger] JsonElement input, CancellationToken stop) =>
        steps.RunAsync("ConcludeBatch", input, stop);

    [Function("LookAtUsage")]
    public Task<JsonElement> LookAtUsageAsync(
        [ActivityTrigger] JsonElement input, [DurableClient] DurableTaskClient client, CancellationToken stop)
    {
        clients.Remember(client);
        return steps.RunAsync("LookAtUsage", input, stop);
    }

    [Function("WriteReport")]
    public Task<JsonElement> WriteReportAsync([ActivityTrigger] JsonElement input, CancellationToken stop) =>
        steps.RunAsync("WriteReport", input, stop);

    [Function("FileAway")]
    public Task<JsonElement> FileAwayAsync(
        [ActivityTrigger] JsonElement input, [DurableClient] DurableTaskClient client, CancellationToken stop)
    {
        clients.Remember(client);
        return steps.RunAsync("FileAway", input, stop);
    }
}
