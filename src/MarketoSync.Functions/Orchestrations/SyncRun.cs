using System.Text.Json;
using MarketoSync.Orchestration;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace MarketoSync.Functions.Orchestrations;

/// <summary>A run: an instance named by the run's id.</summary>
public static class SyncRun
{
    public const string Name = "SyncRun";

    [Function(Name)]
    public static async Task<JsonElement> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context) =>
        JsonSerializer.SerializeToElement(
            await SyncOrchestration.RunAsync(
                new DurableContext(context), context.GetInput<JsonElement>().Deserialize(OrchestrationJson.Default.RunInput)!),
            OrchestrationJson.Default.RunEnd);
}
