using System.Text.Json;
using MarketoSync.Orchestration;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace MarketoSync.Functions.Orchestrations;

/// <summary>A generation of a run's sending: a child instance, so that no history grows with the record count.</summary>
public static class SendBatches
{
    [Function("SendBatches")]
    public static async Task<JsonElement> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context) =>
        JsonSerializer.SerializeToElement(
            await SendOrchestration.RunAsync(
                new DurableContext(context), context.GetInput<JsonElement>().Deserialize(OrchestrationJson.Default.Work)!),
            OrchestrationJson.Default.Work);
}
